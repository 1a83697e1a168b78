// Sets the theme before the first paint. The policy of the server forbids inline scripts, so this is a file of its
// own; client/theme.svelte.ts takes over from here and keeps to the same rule.
(function () {
  var choice = 'auto';
  try {
    choice = localStorage.getItem('quizloop.theme') || 'auto';
  } catch {
    // A browser that keeps nothing follows the device.
  }
  var isStage = /^\/stage\//.test(location.pathname);
  var isDark =
    choice === 'dark' || (choice !== 'light' && (isStage || matchMedia('(prefers-color-scheme: dark)').matches));
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
})();
