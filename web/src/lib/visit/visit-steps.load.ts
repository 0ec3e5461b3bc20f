import type { Component } from 'svelte';
import { type LoadContext, query } from '#lib/graph/query.ts';
import { part } from '#lib/part/part.ts';
import { handOver, visitMore } from './later-parts.ts';
import { OpeningHours, type OpeningHoursResult } from './opening-hours.graphql';
import { yearsAhead } from './opening-years.ts';
import { signaturePad } from './signature-pad.ts';
import type { StepProps } from './step.types.ts';
import type { VisitStep } from './visit.steps.ts';

const screens: Record<VisitStep, () => Promise<{ default: Component<StepProps> }>> = {
  contact: () => import('./contact-step.svelte'),
  schedule: () => import('./time-step.svelte'),
  reschedule: () => import('./time-step.svelte'),
  price: () => import('./price-step.svelte'),
  depart: () => import('./travel-step.svelte'),
  arrive: () => import('./travel-step.svelte'),
  record: () => import('./record-step.svelte'),
  confirm: () => import('./confirm-step.svelte'),
  done: () => import('./done-step.svelte'),
  look: () => import('./look-step.svelte'),
};

/** A step's screen, ready to be shown. */
export interface Screen {
  step: VisitStep;
  Component: Component<StepProps>;
  /** Where the page came with them: a time is agreed within them. */
  hours?: OpeningHoursResult | undefined;
}

export const loadScreen = async (step: VisitStep): Promise<Screen> => ({
  step,
  Component: (await part(screens[step])).default,
});

const agreesTime = (step: VisitStep) => step === 'schedule' || step === 'reschedule';

/** The screen a page begins with, and what it asks for before anything else. */
export const loadFirstScreen = async (event: LoadContext, step: VisitStep, zone: string): Promise<Screen> => {
  const [screen, hours] = await Promise.all([
    loadScreen(step),
    agreesTime(step) ? query(event, OpeningHours, yearsAhead(zone), { live: true }).catch(() => undefined) : undefined,
  ]);
  return { ...screen, hours };
};

/** All of them, while there is a network: later, at the customer's, there may be none. */
export const fetchScreens = async (): Promise<void> => {
  await Promise.allSettled([
    ...Object.values(screens).map((load) => part(load)),
    part(handOver),
    part(visitMore),
    part(signaturePad),
  ]);
};
