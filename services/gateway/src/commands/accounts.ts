import { demoAccounts } from '../demo/demo-accounts.ts';

// `npm run -s accounts`: the demo's accounts as JSON, and nothing else. They need no database.
process.stdout.write(`${JSON.stringify(demoAccounts(), null, 2)}\n`);
