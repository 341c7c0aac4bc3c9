import { actionOf } from '#kernel/action.ts'
import * as z from 'zod'
import type { NumberedSystem, allParams, systemParams } from '#contract/parameters.ts'
import type { Work } from '#kernel/call.ts'
import { notFound } from '#lib/refusal.ts'
import type { Numbered, Values } from './define.ts'
import { settingsOf, type Setting } from './values.ts'

type All = z.input<NonNullable<(typeof allParams)['reply']>>
type Page = z.input<NonNullable<(typeof systemParams)['reply']>>

/** Every system with its numbers of a year, in the order given. */
export async function allParamsOf(work: Work, all: readonly Numbered[], year: number): Promise<All> {
  const systems: NumberedSystem[] = []
  for (const numbered of all) {
    const [newest] = await settingsOf(work, numbered.id, year)
    systems.push(viewOf(numbered, newest))
  }
  return { year, systems }
}

/** A system's numbers in a year, what would hold if nothing were set, and how they came to be. @throws Refused 404. */
export async function paramsPageOf(
  work: Work,
  all: readonly Numbered[],
  id: string,
  year: number,
): Promise<Page> {
  const numbered = known(all, id)
  const settings = await settingsOf(work, id, null)
  const newest = settings.find((setting) => setting.year === year)
  const officer = work.caller.role === 'officer'
  return {
    ...viewOf(numbered, newest),
    year,
    basis: numbered.basis,
    rules: numbered.says(numbered.params.parse(newest?.values ?? {})),
    history: settings.map((setting, at) => entryOf(numbered, setting, settings.slice(at + 1))),
    actions: [
      actionOf('set', officer ? null : '年度参数由中心管理员设定。'),
      ...(numbered.whatIf === null
        ? []
        : [{ id: 'what-if', enabled: officer, whyNot: '试算由中心管理员使用。' }]),
    ],
  }
}

/** The system of an id. @throws Refused 404. */
export function known(all: readonly Numbered[], id: string): Numbered {
  const found = all.find((numbered) => numbered.id === id)
  if (found === undefined) throw notFound('这个体系的定义')
  return found
}

function viewOf(numbered: Numbered, newest: Setting | undefined): NumberedSystem {
  const { id, title, menu, about, params } = numbered
  const [values, usual] = [params.parse(newest?.values ?? {}), params.parse({})]
  return {
    id,
    title,
    menu,
    about,
    params: Object.entries(params.shape).map(([name, { description }]) => ({
      name,
      about: description ?? name,
      value: json(values[name]),
      usual: json(usual[name]),
    })),
    document: newest?.document ?? null,
    setAt: newest?.at.toISOString() ?? null,
    setBy: newest?.by ?? null,
  }
}

/** What a setting changed against the one before it in the same year, or against the defaults. */
function entryOf(numbered: Numbered, setting: Setting, earlier: readonly Setting[]): Page['history'][number] {
  const before = earlier.find(({ year }) => year === setting.year)
  return {
    year: setting.year,
    at: setting.at.toISOString(),
    by: setting.by,
    document: setting.document,
    changes: changesOf(numbered, before?.values ?? {}, setting.values),
  }
}

/** Numbers that a later program no longer has, or takes otherwise, are told as they were written. */
function changesOf({ params }: Numbered, before: Values, after: Values): Page['history'][number]['changes'] {
  const usual = params.parse({})
  const names = [...new Set([...Object.keys(params.shape), ...Object.keys(before), ...Object.keys(after)])]
  return names.flatMap((name) => {
    const [from, to] = [json(before[name] ?? usual[name]), json(after[name] ?? usual[name])]
    if (JSON.stringify(from) === JSON.stringify(to)) return []
    return [{ about: params.shape[name]?.description ?? name, from, to }]
  })
}

function json(value: unknown): z.output<ReturnType<typeof z.json>> {
  return z.json().parse(value ?? null)
}
