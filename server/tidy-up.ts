import { endSilentSubscriptions } from './delivery/end-silent-subscriptions.ts';
import { reconcileDeliveries } from './delivery/reconcile-deliveries.ts';
import { eachAlone } from './platform/each-alone.ts';
import { endExpiredAccess } from './sign-in/end-expired-access.ts';
import { forgetSaml } from './sign-in/saml/forget-saml.ts';
import type { House, Umlauf } from './umlauf.ts';

type Work = () => Promise<unknown>;

/** What is looked after each minute. None of it holds up the rest; what broke first is raised at the end. */
export async function tidyUp(house: House & Pick<Umlauf, 'nudgeDelivery'>): Promise<void> {
  const works: Work[] = [
    () => endExpiredAccess(house),
    () => endSilentSubscriptions(house),
    () => forgetSaml(house),
    () => house.transaction((tx) => house.changes.forget(tx)),
    async () => {
      if ((await reconcileDeliveries(house)) > 0) house.nudgeDelivery();
    },
  ];
  await eachAlone(works, async (work) => {
    await work();
  });
}
