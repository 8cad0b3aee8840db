import { confirmClock } from '../channels/retention/confirm-clock.ts';
import { examineHouse } from '../doctor/examine-house.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import type { Umlauf } from '../umlauf.ts';
import { showDelivery } from './delivery-page.ts';

/** How delivery is, for administrators. */
export function deliveryHealthRoutes(umlauf: Umlauf): UmlaufRoute[] {
  return [
    {
      method: 'get',
      path: '/administration/delivery',
      guard: 'admin',
      handle: (request, response) => showDelivery(umlauf, request, response, null),
    },
    {
      method: 'post',
      path: '/administration/delivery/examination',
      guard: 'admin',
      handle: async (request, response) =>
        showDelivery(umlauf, request, response, await examineHouse(umlauf)),
    },
    {
      method: 'post',
      path: '/administration/clock/confirmation',
      guard: 'admin',
      handle: async (request, response) => {
        await confirmClock(umlauf, actorOf(request).person.id);
        response.redirect(303, '/administration/delivery');
      },
    },
  ];
}
