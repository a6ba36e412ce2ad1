// Runs before the first paint, so that a chosen theme does not flash. Everything else is in modules.
(() => {
    const chosen = localStorage.getItem('syncline-theme');
    if (chosen === 'light' || chosen === 'dark') {
        document.documentElement.dataset.theme = chosen;
    }
})();
