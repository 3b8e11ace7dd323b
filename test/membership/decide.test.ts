import { expect, it } from 'vitest';
import { withStage } from '../scenarios/platforms.ts';
import { cardOf, castOf, contribute, messageWith, publish, told } from '../scenarios/script.ts';

it('what a rejected person said for an organisation no longer counts', async () => {
  await withStage('sandbox', 'sqlite', async (stage) => {
    const cast = await castOf(stage);
    const number = await publish(cast);
    const card = await messageWith(cast.kcsf, number);
    told(await cast.second.presses(cast.kcsf, card, 'Not for us'));
    await cast.second.reacts(cast.kcsf, card, '👀');
    await contribute(cast.second, cast.kcsf, number);
    await stage.settled();
    expect((await messageWith(cast.kcsf, number)).text).toContain(
      'KCSF: not for us · reading · 1 contribution',
    );
    const totals = (await cardOf(cast.office, number)).text;
    expect(totals, 'only accepted delegates count in the totals').toContain('0 contributions');
    const asked = await messageWith(cast.office, 'wants to speak for KCSF');
    told(await cast.staff.presses(cast.office, asked, 'Reject'));
    await stage.settled();
    expect((await messageWith(cast.kcsf, number)).text).toContain('KCSF: nothing said yet');
    const after = (await cardOf(cast.office, number)).text;
    expect(after).not.toContain('not concerned');
    expect(after).not.toContain('reading');
  });
});
