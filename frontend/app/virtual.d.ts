declare module "virtual:islands" {
  export const theme: string;
  export const site: string;
  export const forms: string;
}

declare module "*/catalog.yaml" {
  const catalog: import("./features/site/catalog").CatalogFile;
  export default catalog;
}
