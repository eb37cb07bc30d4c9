/** Payloads of the platforms themselves stay below 20, cards included. */
const DEEPEST = 64;

/**
 * A JSON object. Its depth is looked at before it is parsed, because what later walks through it does so by recursion.
 *
 * @returns null when the text is no JSON object, or nests too deep
 */
export function parseJsonObject(text: string): Readonly<Record<string, unknown>> | null {
  if (depth(text) > DEEPEST) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function depth(text: string): number {
  let [now, deepest, inString] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (inString) {
      if (letter === '\\') at += 1;
      else if (letter === '"') inString = false;
    } else if (letter === '"') inString = true;
    else if (letter === '{' || letter === '[') deepest = Math.max(deepest, ++now);
    else if (letter === '}' || letter === ']') now -= 1;
  }
  return deepest;
}
