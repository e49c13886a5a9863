import { billing } from "./billing";
import { copying } from "./copying";
import { estimator } from "./estimator";
import { origin } from "./origin";
import { themeSwitch } from "./theme-switch";

origin();
themeSwitch();
copying();
billing();
estimator();
