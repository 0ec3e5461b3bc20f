import 'reflect-metadata';
import { catalogue } from '@landfall/catalogue/service';
import { customers } from '@landfall/customers/service';
import { identity } from '@landfall/identity/service';
import { kit } from '@landfall/kit/service/kit.service';
import type { Service } from '@landfall/kit/service/service';
import { ledger } from '@landfall/ledger/service';
import { network } from '@landfall/network/service';
import { notifications } from '@landfall/notifications/service';
import { support } from '@landfall/support/service';

/** Every service, in the order its migrations run: a later one may speak of an earlier one's cards. */
export const services: readonly Service[] = [
  kit,
  identity,
  catalogue,
  customers,
  support,
  network,
  ledger,
  notifications,
];
