const YEAR_SECONDS = 31_536_000;

/** Switches the theme at once, without a round trip; the server reads the same cookie for the next page. */
export function enhanceTheme() {
  const form = document.querySelector('form.theme');
  if (!(form instanceof HTMLFormElement)) return;
  /** @param {string} theme */
  const show = (theme) => {
    document.documentElement.dataset.theme = theme;
    const scheme = document.querySelector('meta[name="color-scheme"]');
    scheme?.setAttribute('content', theme === 'system' ? 'light dark' : theme);
    for (const button of form.querySelectorAll('button'))
      button.setAttribute('aria-pressed', String(button.value === theme));
  };
  // The page that opens without the server was made for everybody.
  const kept = /(?:^|; )theme=(light|dark)/.exec(document.cookie)?.[1];
  if (document.body.dataset.offline !== undefined && kept !== undefined) show(kept);
  form.addEventListener('submit', (event) => {
    const pressed = event.submitter;
    if (!(pressed instanceof HTMLButtonElement)) return;
    event.preventDefault();
    setThemeCookie(pressed.value);
    show(pressed.value);
  });
}

/** @param {string} theme */
function setThemeCookie(theme) {
  const secure = location.protocol === 'https:' ? '; secure' : '';
  Reflect.set(document, 'cookie', `theme=${theme}; path=/; max-age=${YEAR_SECONDS}; samesite=lax${secure}`);
}
