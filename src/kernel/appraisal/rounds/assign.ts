/** A judge who can be assigned, with how much is on the table already. */
export type Free = { id: string; person: string | null; unit: string | null; load: number }
/** A target that has to be scored, with the judges it has already (of the source in question). */
export type ToScore = {
  id: string
  number: number
  unit: string
  person: string | null
  judges: readonly string[]
  /** Judges who stepped back from it. */
  recused: readonly string[]
}

/** Why a judge may not score a target, in words; null when he may. Source: 教学比武评审 "评委回避本校选手". */
function conflictOf(
  judge: Pick<Free, 'id' | 'person' | 'unit'>,
  target: ToScore,
  outside: boolean,
): string | null {
  if (judge.person !== null && judge.person === target.person) return '评委不评自己。'
  if (outside && judge.unit === target.unit) return '评委不评本单位的对象。'
  return target.recused.includes(judge.id) ? '评委已申请回避。' : null
}

/** Who scores what, and which targets could not have as many judges as asked. */
export type Assignment = {
  pairs: { target: string; judge: string }[]
  short: { number: number; judges: number }[]
}

/**
 * Gives each target `each` judges, the work spread evenly: the judge with the least work who may score it comes first.
 * Nobody with a conflict of interest is assigned, also where a target stays short then: it is named.
 */
export function assign(
  judges: readonly Free[],
  targets: readonly ToScore[],
  each: number,
  outside: boolean,
): Assignment {
  const load = new Map(judges.map(({ id, load }) => [id, load]))
  const pairs: Assignment['pairs'] = []
  const short: Assignment['short'] = []
  const able = (target: ToScore) => judges.filter((judge) => conflictOf(judge, target, outside) === null)
  // the targets with the fewest possible judges choose first
  for (const target of targets.toSorted((a, b) => able(a).length - able(b).length || a.number - b.number)) {
    const wanted = Math.max(0, each - target.judges.length)
    const chosen = able(target)
      .filter(({ id }) => !target.judges.includes(id))
      .toSorted((a, b) => (load.get(a.id) ?? 0) - (load.get(b.id) ?? 0))
      .slice(0, wanted)
    for (const { id } of chosen) {
      load.set(id, (load.get(id) ?? 0) + 1)
      pairs.push({ target: target.id, judge: id })
    }
    if (chosen.length < wanted)
      short.push({ number: target.number, judges: target.judges.length + chosen.length })
  }
  return { pairs, short }
}
