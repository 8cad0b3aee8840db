import { acknowledgementCalls } from './acknowledgements/api.ts';
import { acknowledgementRoutes } from './acknowledgements/routes.ts';
import { announcementCalls } from './announcements/api.ts';
import { lifecycleCalls } from './announcements/lifecycle-api.ts';
import { inboxCalls } from './announcements/inbox-api.ts';
import { announcementRoutes } from './announcements/routes.ts';
import { answerCalls } from './answers/api.ts';
import { answerRoutes } from './answers/routes.ts';
import { channelCalls } from './channels/api.ts';
import { searchCalls } from './channels/search/api.ts';
import { channelNoticeCalls } from './channels/notices/api.ts';
import { channelNoticeRoutes } from './channels/notices/routes.ts';
import { endingCalls } from './channels/retention/api.ts';
import { endingRoutes } from './channels/retention/routes.ts';
import { channelRoutes } from './channels/routes.ts';
import { searchRoutes } from './channels/search/routes.ts';
import { deliveryCalls } from './delivery/api.ts';
import { deliveryRoutes } from './delivery/routes.ts';
import { directoryCalls } from './directory/api.ts';
import { scimDiscoveryCalls } from './directory/scim/discovery-api.ts';
import { scimGroupCalls } from './directory/scim/group-api.ts';
import { scimUserCalls } from './directory/scim/user-api.ts';
import { openApiDocument } from './platform/http/openapi.ts';
import { accessRoutes } from './administration/access-routes.ts';
import { deliveryHealthRoutes } from './administration/delivery-routes.ts';
import { directoryRoutes } from './administration/directory-routes.ts';
import { peopleRoutes } from './administration/people-routes.ts';
import { administrationRoutes } from './administration/routes.ts';
import { privacyRoutes } from './privacy/routes.ts';
import { signInCalls } from './sign-in/api.ts';
import { sessionCookie } from './sign-in/cookies.ts';
import type { UmlaufRoute } from './sign-in/guards.ts';
import { meRoutes } from './sign-in/me-routes.ts';
import { offlineRoutes } from './sign-in/offline-routes.ts';
import { linkRoutes } from './sign-in/link-routes.ts';
import { signInRoutes } from './sign-in/routes.ts';
import { samlRoutes } from './sign-in/saml/routes.ts';
import type { Umlauf } from './umlauf.ts';

const description = {
  title: 'Umlauf',
  version: '1',
  description: 'Announcements that reach everyone at once and come back confirmed.',
};

/** Every route of the portal, each with the guard that it names. */
export function allRoutes(umlauf: Umlauf, isDraining: () => boolean): UmlaufRoute[] {
  const routes: UmlaufRoute[] = [
    ...administrationRoutes(umlauf, isDraining),
    ...signInRoutes(umlauf),
    ...linkRoutes(umlauf),
    ...samlRoutes(umlauf),
    ...offlineRoutes(umlauf),
    ...meRoutes(umlauf),
    ...privacyRoutes(umlauf),
    ...announcementRoutes(umlauf),
    ...acknowledgementRoutes(umlauf),
    ...answerRoutes(umlauf),
    ...endingRoutes(umlauf),
    ...channelNoticeRoutes(umlauf),
    ...searchRoutes(umlauf),
    ...channelRoutes(umlauf),
    ...deliveryRoutes(umlauf),
    ...directoryRoutes(umlauf),
    ...deliveryHealthRoutes(umlauf),
    ...peopleRoutes(umlauf),
    ...accessRoutes(umlauf),
    ...signInCalls(umlauf),
    ...inboxCalls(umlauf),
    ...announcementCalls(umlauf),
    ...lifecycleCalls(umlauf),
    ...acknowledgementCalls(umlauf),
    ...answerCalls(umlauf),
    ...channelCalls(umlauf),
    ...searchCalls(umlauf),
    ...endingCalls(umlauf),
    ...channelNoticeCalls(umlauf),
    ...deliveryCalls(umlauf),
    ...directoryCalls(umlauf),
    ...scimDiscoveryCalls(umlauf),
    ...scimUserCalls(umlauf),
    ...scimGroupCalls(umlauf),
  ];
  const document = openApiDocument(routes, description, sessionCookie(umlauf.config));
  const documentRoute: UmlaufRoute = {
    method: 'get',
    path: '/api/v1/openapi.json',
    guard: 'anyone',
    handle: (_request, response) => {
      response.json(document);
    },
  };
  return [...routes, documentRoute];
}
