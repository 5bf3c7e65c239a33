// Menus of the header: one open at a time, closed by Escape or by a click elsewhere. On phones "Menu" opens the navigation.

export function openMenus() {
  const toggle = document.querySelector("[data-nav-toggle]");
  const nav = toggle && document.getElementById(toggle.hash.slice(1));
  if (nav) {
    toggle.setAttribute("role", "button");
    toggle.setAttribute("aria-controls", nav.id);
    const show = (open) => {
      nav.classList.toggle("is-open", open);
      toggle.setAttribute("aria-expanded", open);
    };
    show(false);
    toggle.addEventListener("click", (event) => {
      event.preventDefault();
      show(!nav.classList.contains("is-open"));
    });
    toggle.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      toggle.click();
    });
  }

  const menus = () => document.querySelectorAll("details.menu[open]");
  document.addEventListener("click", (event) => {
    menus().forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menus().forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
}
