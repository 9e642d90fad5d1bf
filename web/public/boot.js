// Before the first paint: the language and the colours that were chosen, or those of the browser.
(function () {
  var kept = {};
  try {
    kept = { language: localStorage.getItem('language'), theme: localStorage.getItem('theme') };
  } catch (_) {
    // No storage, no memory: the browser's own settings hold.
  }
  var language = kept.language === 'ru' || kept.language === 'en' ? kept.language : null;
  if (!language) language = /^(ru|be|kk|uk)\b/i.test(navigator.language) ? 'ru' : 'en';
  var isDark =
    kept.theme === 'dark' || (kept.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  var root = document.documentElement;
  root.lang = language;
  root.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light');
})();
