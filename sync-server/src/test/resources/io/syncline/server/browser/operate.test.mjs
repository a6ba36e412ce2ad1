// An operator's morning at a real server: what fails and why, a sync, a cleanup after its dry run, a repair, a search and its
// explanation. StatusPageServerTest says what the source holds.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {assertAccessible, model, open, openDetails, useBrowser} from './browser.mjs';

useBrowser();
const URL = process.env.SYNCLINE_URL;
const HOSTILE = '<img src=x onerror="window.attacked=1">';

test('an operator should find the failure, sync, clean up, verify, search and explain', async t => {
    const page = await open(t, URL);
    const row = model(page, 'res.partner');
    await row.waitFor();

    // the failed record and why
    await row.locator('.failed').click();
    const failed = row.locator('.failed-list li');
    await failed.waitFor();
    assert.match(await failed.innerText(), /7[\s\S]*Explain[\s\S]*<img src=x onerror/);
    await failed.getByRole('link', {name: /^Explain/}).click();
    await page.locator('.verdict[data-verdict=failed]').waitFor();
    assert.match(await page.locator('#dialog').innerText(), /Record 7 of res\.partner[\s\S]*a later sync retries it/);
    await page.keyboard.press('Escape');

    // a sync that reads what was changed meanwhile
    assert.equal(await row.locator('.stored').innerText(), '20');
    await fetch(`${process.env.SYNCLINE_CONTROL}change`, {method: 'POST'});
    await page.getByRole('button', {name: 'Sync res.partner'}).click();
    await row.locator('.stored', {hasText: /^22$/}).waitFor();
    await row.locator('.failed').waitFor({state: 'hidden'});
    assert.match(await row.locator('.runs-table tbody tr').first().innerText(), /sync completed[\s\S]*3 embedded/);

    // a cleanup: the dry run first, and nothing is deleted unless somebody says so
    await fetch(`${process.env.SYNCLINE_CONTROL}delete`, {method: 'POST'});
    await row.getByRole('button', {name: /^Cleanup/}).click();
    await page.getByText('1 of 22 stored records is no longer in the source.').waitFor();
    assert.equal(await page.locator('.ids').innerText(), '20');
    await page.getByRole('button', {name: 'Change nothing'}).click();
    await row.getByRole('button', {name: /^Verify/}).click();
    await page.getByText(/^Out of sync: 1 record/).waitFor();
    await page.getByRole('button', {name: 'Change nothing'}).click();
    assert.equal(await row.locator('.stored').innerText(), '22');
    await row.getByRole('button', {name: /^Cleanup/}).click();
    await page.getByRole('button', {name: 'Delete 1 record'}).click();
    await page.getByText('1 record deleted.').waitFor();
    await page.locator('#dialog .actions').getByRole('button', {name: 'Close'}).click();
    await row.locator('.stored', {hasText: /^21$/}).waitFor();
    await row.getByRole('button', {name: /^Verify/}).click();
    await page.getByText(/^In sync: 21 records/).waitFor();
    await page.keyboard.press('Escape');

    // a search, and why a record is found
    await page.fill('#query', 'Partner 3');
    await page.locator('#query-model').selectOption('res.partner');
    await page.keyboard.press('Enter');
    const hit = page.locator('.hit').first();
    await hit.waitFor();
    assert.match(await hit.innerText(), /res\.partner 3[\s\S]*Partner 3/);
    await hit.getByRole('link').click();
    await page.locator('.verdict[data-verdict=current]').waitFor();
    assert.match(page.url(), /#explain\/res\.partner\/3$/);
    await assertAccessible(page, 'explanation');
    await page.reload();
    await page.locator('.verdict[data-verdict=current]').waitFor();
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => !location.hash.includes('explain'));

    // text ids with signs of addresses, and script in names and texts
    await page.fill('#query', 'attacked');
    await page.locator('#query-model').selectOption('notes');
    await page.keyboard.press('Enter');
    const note = page.locator('.hit', {hasText: HOSTILE}).first();
    await note.waitFor();
    await note.getByRole('link').click();
    await page.locator('.verdict[data-verdict=current]').waitFor();
    assert.match(await page.locator('#dialog-title').innerText(), /Record a\/b\?c#d%20é of notes/);
    assert.equal(await page.evaluate(() => window.attacked), undefined);
    await page.keyboard.press('Escape');
    for (const theme of ['light', 'dark']) {
        await page.emulateMedia({colorScheme: theme});
        await assertAccessible(page, theme);
    }
});

test('a model that fails should be the first, with its reason', async t => {
    const page = await open(t, URL);
    assert.equal(await page.locator('.model').first().getAttribute('data-model'), 'broken');
    assert.match(await page.locator('.model[data-model=broken] .row-problem').innerText(), /\S{3}/);
    await openDetails(page, 'broken');
    await assertAccessible(page, 'failing model');
});

test('nothing should be told without the token, and the token should open the page', async t => {
    const page = await open(t, process.env.SYNCLINE_GUARDED, {live: false});
    await page.getByRole('textbox', {name: 'Token'}).fill('not the token of this server');
    await page.keyboard.press('Enter');
    await page.getByText('The server did not accept this token.').waitFor();
    assert.equal(await page.locator('.model').count(), 0);
    await page.getByRole('textbox', {name: 'Token'}).fill(process.env.SYNCLINE_TOKEN);
    await page.keyboard.press('Enter');
    await page.locator('#live[data-live=live]').waitFor();
    await model(page, 'res.partner').waitFor();
});
