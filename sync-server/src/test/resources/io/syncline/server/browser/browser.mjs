// The browser of the tests, and what they share. SYNCLINE_BROWSER is its program, SYNCLINE_PAGE the folder of the page.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {after, before} from 'node:test';
import {chromium} from 'playwright-core';

export const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const PATIENCE = 15_000;
export const WIDTHS = [1440, 820, 390];
export const THEMES = ['light', 'dark'];

let browser;

/** Starts the browser for the tests of a file. */
export function useBrowser() {
    before(async () => {
        browser = await chromium.launch({
            executablePath: process.env.SYNCLINE_BROWSER,
            args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
        });
    });
    after(() => browser.close());
}

/**
 * Opens the page and ends with the test. A script error or a violation of the content security policy fails the test.
 */
export async function open(t, url, {width = 1440, theme = 'light', live = true, clock = false} = {}) {
    const context = await browser.newContext({viewport: {width, height: 900}, colorScheme: theme, reducedMotion: 'reduce'});
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    const errors = [];
    page.on('pageerror', error => errors.push(error.message));
    page.on('console', message => {
        if (/Content Security Policy|Refused to/.test(message.text())) {
            errors.push(message.text());
        }
    });
    t.after(async () => {
        await context.close();
        assert.deepEqual(errors, []);
    });
    if (clock) {
        await page.clock.install();
    }
    await page.goto(url);
    if (live) {
        await page.locator('#live[data-live=live]').waitFor();
    }
    return page;
}

/** The line of a model. */
export const model = (page, name) => page.locator(`.model[data-model=${JSON.stringify(name)}]`);

/** Opens the details of a model. */
export async function openDetails(page, name) {
    const row = model(page, name);
    await row.locator('.name').click();
    await row.locator('.details').waitFor();
    return row;
}

/** Fails with a line for each thing that axe-core objects to. axe-core comes by the debugger, which no policy forbids. */
export async function assertAccessible(page, what) {
    if (!await page.evaluate(() => 'axe' in window)) {
        await page.evaluate(AXE);
    }
    const found = await page.evaluate(() => window.axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }));
    assert.ok(found.passes.length > 10, 'axe-core checked something');
    assert.deepEqual(found.violations.flatMap(violation => violation.nodes.map(node =>
        `${what}: ${violation.id}: ${node.target.join(' ')}: ${node.failureSummary.replaceAll('\n', ' ')}`)), []);
}
