import { json, type Router } from '../kit/index.ts';
import type { Portal } from './portal.ts';

/** What the portal is: its id is what a connection test reports. */
export function routeAccountInfo(router: Router, portal: Portal): void {
  for (const version of ['v3', '2026-03', '2026-09']) {
    router.get(`/account-info/${version}/details`, () =>
      json({
        portalId: portal.id,
        accountType: 'STANDARD',
        timeZone: 'Europe/Berlin',
        companyCurrency: 'EUR',
        additionalCurrencies: ['USD', 'GBP', 'JPY'],
        utcOffset: '+01:00',
        utcOffsetMilliseconds: 3_600_000,
        uiDomain: 'app.hubspot.example',
        dataHostingLocation: 'eu1',
      }),
    );
  }
}
