import { parseArgs } from 'node:util'

/** A command line that cannot be understood: exit 2, with words and the usage. */
export class Misused extends Error {
  override readonly name = 'Misused'
}

/** What all commands take. */
export type Common = { data: string; region: string | undefined }

type Options = Record<string, { type: 'string' | 'boolean' }>
type Values<O extends Options> = { [K in keyof O]?: O[K]['type'] extends 'boolean' ? boolean : string }
/** What a command was given. */
export type Given<O extends Options> = { common: Common; values: Values<O>; positionals: string[] }

const COMMON = { data: { type: 'string' }, region: { type: 'string' } } as const

/**
 * Reads a command's arguments.
 * @param count how many positional arguments it takes.
 * @throws Misused
 */
export function readArguments<const O extends Options>(
  args: readonly string[],
  options: O,
  count: number,
): Given<O> {
  const { values, positionals } = parse(args, options)
  if (positionals.length !== count)
    throw new Misused(
      count === 0
        ? `多余的参数：${positionals.join(' ')}`
        : `应有 ${count} 个参数，给出了 ${positionals.length} 个。`,
    )
  const { data, region, ...own } = values as Record<string, string | boolean | undefined>
  return {
    common: {
      data: typeof data === 'string' ? data : './data',
      region: typeof region === 'string' ? region : undefined,
    },
    values: own as Values<O>,
    positionals,
  }
}

function parse(args: readonly string[], options: Options): { values: object; positionals: string[] } {
  try {
    return parseArgs({
      args: [...args],
      options: { ...COMMON, ...options },
      allowPositionals: true,
      strict: true,
    })
  } catch (error) {
    throw new Misused(error instanceof Error ? `看不懂的参数：${error.message}` : '看不懂的参数。', {
      cause: error,
    })
  }
}

/** The year of `--year`. @throws Misused */
export function yearOf(value: string | undefined): number {
  if (value === undefined) throw new Misused('请用 --year 给出年度，例如 --year 2025。')
  if (!/^(19\d\d|20\d\d|2100)$/.test(value))
    throw new Misused(`--year 应是四位数字的年度，给出的是“${value}”。`)
  return Number(value)
}

/** One of a few words. @throws Misused */
export function oneOf<const W extends readonly string[]>(
  option: string,
  value: string | undefined,
  words: W,
  fallback?: W[number],
): W[number] {
  const chosen = value ?? fallback
  const found = words.find((word) => word === chosen)
  if (found === undefined)
    throw new Misused(
      `${option} 应是 ${words.join(' 或 ')}${value === undefined ? '' : `，给出的是“${value}”`}。`,
    )
  return found
}
