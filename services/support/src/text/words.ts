import { invalid } from '@landfall/kit/problem/problem';
import { ValidateBy } from 'class-validator';

/** A typed text as it is kept: nothing around it, no NUL, which PostgreSQL can't hold. Empty becomes null. */
export function tidy(value: string | null | undefined): string | null {
  return value?.replaceAll('\u0000', '').trim() || null;
}

/** A text that has to say something. @throws Problem INVALID at the field */
export function required(value: string | null | undefined, field: string, max: number): string {
  const text = optional(value, field, max);
  if (text === null) throw invalid('required', [field]);
  return text;
}

/** A text that may be left out. @throws Problem INVALID at the field where it is too long */
export function optional(value: string | null | undefined, field: string, max: number): string | null {
  const text = tidy(value);
  if (text !== null && text.length > max) throw invalid('tooLong', [field], { max });
  return text;
}

/** The same for a form's field, so that all wrong fields are told at once. */
export function Required(): PropertyDecorator {
  return ValidateBy({
    name: 'isSaid',
    validator: {
      validate: (value) => typeof value === 'string' && tidy(value) !== null,
      defaultMessage: () => 'required',
    },
  });
}

/** At most so many characters once tidied. */
export function AtMost(max: number): PropertyDecorator {
  return ValidateBy({
    name: 'isShort',
    validator: {
      validate: (value) =>
        value === null || value === undefined || (typeof value === 'string' && (tidy(value) ?? '').length <= max),
      defaultMessage: () => `tooLong:${max}`,
    },
  });
}
