import { isObject, isString } from './json.ts';
import { type Check, report } from './judging.ts';

/** A field that may be left out. */
export interface Optional {
  readonly optional: Check;
}

export function maybe(check: Check): Optional {
  return { optional: check };
}

/** An object with exactly these fields: Slack answers `invalid additional property` to any other. `rules` look at the whole. */
export function shape(fields: Readonly<Record<string, Check | Optional>>, ...rules: readonly Check[]): Check {
  return (value, path, judging) => {
    if (!isObject(value)) return report(judging, path, 'must be a valid object');
    for (const [name, field] of Object.entries(fields)) {
      const given = value[name];
      if (typeof field === 'function') {
        if (given === undefined || given === null) report(judging, path, `missing required field: ${name}`);
        else field(given, `${path}/${name}`, judging);
      } else if (given !== undefined && given !== null) field.optional(given, `${path}/${name}`, judging);
    }
    for (const name of Object.keys(value)) if (!(name in fields)) report(judging, path, `invalid additional property: ${name}`);
    for (const rule of rules) rule(value, path, judging);
  };
}

/** A string of `min`..`max` UTF-16 units. An empty string is an error everywhere in Block Kit, so `min` is 1 unless told. */
export function string(max: number, min = 1): Check {
  return (value, path, judging) => {
    if (!isString(value)) return report(judging, path, 'must be a string');
    if (value.length < min) report(judging, path, `must be more than ${min - 1} characters`);
    if (value.length > max) report(judging, path, `must be less than ${max + 1} characters`);
  };
}

export function matching(pattern: RegExp, words: string): Check {
  return (value, path, judging) => {
    if (!isString(value) || !pattern.test(value)) report(judging, path, words);
  };
}

export function oneOf(...values: readonly unknown[]): Check {
  return (value, path, judging) => {
    if (!values.includes(value)) report(judging, path, 'must be a valid enum value');
  };
}

export const flag: Check = (value, path, judging) => {
  if (typeof value !== 'boolean') report(judging, path, 'must be a boolean');
};

export function integer(min: number, max = Number.MAX_SAFE_INTEGER): Check {
  return (value, path, judging) => {
    if (!Number.isInteger(value)) return report(judging, path, 'must be an integer');
    if ((value as number) < min) report(judging, path, `must be greater than or equal to ${min}`);
    if ((value as number) > max) report(judging, path, `must be less than or equal to ${max}`);
  };
}

export const finite: Check = (value, path, judging) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) report(judging, path, 'must be a number');
};

export function list(item: Check, max: number, min = 1): Check {
  return (value, path, judging) => {
    if (!Array.isArray(value)) return report(judging, path, 'must be an array');
    if (value.length < min) report(judging, path, `no less than ${min} items allowed`);
    if (value.length > max) report(judging, path, `no more than ${max} items allowed`);
    value.forEach((entry, index) => {
      item(entry, `${path}/${index}`, judging);
    });
  };
}

/** Exactly one of the named fields is given. */
export function exactlyOne(...names: readonly string[]): Check {
  return (value, path, judging) => {
    const given = isObject(value) ? names.filter((name) => value[name] !== undefined && value[name] !== null) : [];
    if (given.length !== 1) report(judging, path, `must provide exactly one of: ${names.join(', ')}`);
  };
}

/** At least one of the named fields is given. */
export function someOf(...names: readonly string[]): Check {
  return (value, path, judging) => {
    const given = isObject(value) ? names.filter((name) => value[name] !== undefined && value[name] !== null) : [];
    if (given.length === 0) report(judging, path, `must provide one of: ${names.join(', ')}`);
  };
}

/** Picks the check by the object's `type`; a type that is not listed is refused as Slack refuses it. */
export function byType(checks: Readonly<Record<string, Check>>): Check {
  return (value, path, judging) => {
    if (!isObject(value)) return report(judging, path, 'must be a valid object');
    const check = isString(value.type) && Object.hasOwn(checks, value.type) ? checks[value.type] : undefined;
    if (check) check(value, path, judging);
    else report(judging, `${path}/type`, `unsupported type: ${String(value.type)}`);
  };
}
