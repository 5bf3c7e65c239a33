// What renews parts of a page. Only pages that have such parts fetch it. The library's own small file is a tenth smaller
// than what becomes of its module here.

import "htmx.org/dist/htmx.min.js";
