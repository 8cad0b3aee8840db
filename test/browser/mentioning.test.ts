import assert from 'node:assert/strict';
import { describeInBrowser } from '../support/browser-stage.ts';
import { waitForText } from '../support/browser.ts';
import { messagesFor, opened } from '../support/chatting.ts';
import { field, open } from '../support/conversation-page.ts';

describeInBrowser('Mentioning one of two people who have the same name', (stage) => {
  it('shows their departments, and calls the one who was chosen, each by his own', async () => {
    const { world } = stage();
    const { umlauf } = world;
    const signIn = (login: string) => world.signIn(login);
    const [mehmet, namesake] = [await signIn('m.aydogan'), await signIn('h.celik')];
    await umlauf.transaction(async (tx) => {
      await tx('people')
        .where({ id: namesake.personId })
        .update({ name: 'Mehmet Aydoğan', department: 'Logistik' });
      await tx('people').where({ id: mehmet.personId }).update({ department: 'Montage' });
    });
    const id = await opened(umlauf, await signIn('anna'), { teams: ['Frühschicht'], title: 'Namen' });
    const { page } = await stage().onPhone('ben');
    await open(page, id);
    await field(page).pressSequentially('@meh');
    await page.getByRole('option', { name: 'Mehmet Aydoğan Logistik' }).tap();
    await field(page).pressSequentially('und @meh');
    await page.getByRole('option', { name: 'Mehmet Aydoğan Montage' }).waitFor();
    const chosen = page.getByRole('option', { selected: true });
    while (!/Montage/.test(await chosen.innerText())) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    assert.equal(await field(page).inputValue(), '@Mehmet Aydoğan (Logistik) und @Mehmet Aydoğan (Montage) ');
    await page.getByRole('button', { name: 'Senden', exact: true }).tap();
    await waitForText(page, '.message-own:not(.message-pending)', 'Mehmet');
    const [message] = await messagesFor(await signIn('ben'), id);
    assert.deepEqual(message?.mentions.toSorted(), [mehmet.personId, namesake.personId].toSorted());
  });
});
