// Sets the theme before the first paint; client/theme.svelte.ts takes over and keeps to the same rule.
(function () {
  var choice = 'auto';
  try {
    choice = localStorage.getItem('quizloop.theme') || 'auto';
  } catch {
    // Nothing is kept here: as the device.
  }
  var isStage = /^\/stage\//.test(location.pathname);
  var isDark =
    choice === 'dark' || (choice !== 'light' && (isStage || matchMedia('(prefers-color-scheme: dark)').matches));
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
})();
