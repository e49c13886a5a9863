export const linkClass = "font-medium text-petrol underline decoration-1 underline-offset-4 hover:text-petrol-hover";
