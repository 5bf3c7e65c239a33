// What renews parts of a page. Only pages that have such parts fetch it.

import "htmx.org/dist/htmx.esm.js";
