import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { isolationTests } from './isolation.fixture.ts';
import { makePartner } from './people.fixture.ts';
import { refusalTests } from './refusals.fixture.ts';
import { Story } from './story.fixture.ts';
import { storyTests } from './story-tests.fixture.ts';
import { type Scene, startStage } from './support.fixture.ts';
import { ticketTests } from './ticket-tests.fixture.ts';
import { visitTests } from './visit-tests.fixture.ts';

const scene = {} as Scene;

beforeAll(async () => {
  scene.stage = await startStage();
});
beforeEach(async () => {
  scene.p = await makePartner(scene.stage);
  scene.story = new Story(scene.stage, scene.p);
});
afterAll(() => scene.stage?.close());

describe('the story', () => storyTests(scene));
describe('tickets', () => ticketTests(scene));
describe('visits', () => visitTests(scene));
describe('refusals', () => refusalTests(scene));
describe('isolation', () => isolationTests(scene));
