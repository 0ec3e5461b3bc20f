import 'reflect-metadata';
import { kit } from '@landfall/kit/service/kit.service';
import { serveService } from '@landfall/kit/service/serve-service';
import { support } from './service.ts';

await serveService(support, kit);
