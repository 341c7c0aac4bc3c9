import type { Measure, ProgrammeRow, SummaryFacts, UnitRow, UnitYear } from '#kernel/document/facts.ts'

/** A source of numbers: the next whole number from 0 to below `most`. */
export type Draw = (most: number) => number

const levels = ['国家级', '省级', '市级', '县级', '校级']
const systems = ['集中培训', '送教下乡', '教师工作坊', '校本研修', '听课评课']
const urban = ['城区', '镇区', '乡村']
const categories = ['集中', '网络', '校本']

/** Facts of an invented county, consistent in themselves, its size and success drawn; `bare` leaves figures out. */
export function madeUpFacts(draw: Draw, { bare = false } = {}): SummaryFacts {
  const region: UnitRow = {
    code: 'R',
    name: '白水台县',
    parent: null,
    category: '区域',
    kind: null,
    urban: null,
  }
  const units = [
    ...['东', '西', '南'].map((name, index): UnitRow => ({
      code: `X${index}`,
      name: `${name}片区`,
      parent: 'R',
      category: '学区',
      kind: null,
      urban: null,
    })),
    ...Array.from({ length: 6 }, (_, index): UnitRow => ({
      code: `S${index}`,
      name: `第${index}台小学`,
      parent: `X${index % 3}`,
      category: '学校',
      kind: index % 2 ? '小学' : '初中',
      urban: urban[index % 3] ?? null,
    })),
  ]
  const programmes = [2030, 2031, 2032].flatMap((year) => madeUpProgrammes(draw, year))
  const years = bare ? [2031] : [2030, 2031]
  return {
    unit: region,
    region,
    year: 2031,
    issuer: '白水台县教师进修学校',
    issued: '2032-01-08',
    units,
    records: years.flatMap((year) => yearRecords(draw, year, { units, programmes })),
    policies: [2031, 2032].flatMap((year) =>
      categories.map((category, index) => ({ year, category, required: [16, 8, 24][index] ?? 0 })),
    ),
    programmes,
  }
}

function madeUpProgrammes(draw: Draw, year: number): ProgrammeRow[] {
  return Array.from({ length: draw(8) }, (_, index) => {
    const enrolled = draw(300)
    return {
      number: `P${year}-${index}`,
      name: `${year}年第${index}期研修`,
      system: systems[draw(systems.length)] ?? '集中培训',
      level: levels[draw(levels.length)] ?? '县级',
      year,
      host: 'R',
      subject: null,
      planned: draw(2) ? draw(400) : null,
      budget: draw(2) ? draw(100_000) : null,
      activities: 1 + draw(9),
      enrolled,
      participations: draw(enrolled + 1),
    }
  })
}

function yearRecords(
  draw: Draw,
  year: number,
  of: { units: UnitRow[]; programmes: ProgrammeRow[] },
): UnitYear[] {
  const schools = of.units
    .filter((unit) => unit.category === '学校')
    .map((unit) => ({ unit, measures: schoolYear(draw, unit) }))
  const add = (members: typeof schools) => mergeAll(members.map(({ measures }) => measures))
  const clusters = of.units.filter((unit) => unit.category === '学区')
  return [
    {
      unit: 'R',
      year,
      measures: [
        ...add(schools),
        ...regionOnly(
          draw,
          of.programmes.filter((p) => p.year === year),
        ),
      ],
    },
    ...clusters.map(({ code }) => ({
      unit: code,
      year,
      measures: add(schools.filter(({ unit }) => unit.parent === code)),
    })),
    ...schools.map(({ unit, measures }) => ({ unit: unit.code, year, measures })),
  ]
}

/** One school's year: people first, then what follows from them. */
function schoolYear(draw: Draw, unit: UnitRow): Measure[] {
  const teachers = 1 + draw(80)
  const meeting = draw(teachers + 1)
  const enrolled = draw(600)
  const done = draw(enrolled + 1)
  const place = unit.urban ?? '乡村'
  const at = (value: number) => ({ urban: { [place]: value } })
  const short = Object.fromEntries(categories.map((category) => [category, draw(teachers - meeting + 1)]))
  const participations = split(draw, 'participations', done, { system: systems, level: levels })
  return [
    measure('schools', 1, { ...at(1), kind: { [unit.kind ?? '小学']: 1 } }),
    measure('teachers', teachers, at(teachers)),
    measure('assessed', teachers, at(teachers)),
    measure('meeting', meeting, at(meeting)),
    measure('short', teachers - meeting, { category: short }),
    split(draw, 'enrolled', enrolled, { system: systems, level: levels }),
    participations,
    measure('participants', Math.min(teachers, done), { system: { 校本研修: Math.min(teachers, done) } }),
    measure('hours', done * 6.25, {
      system: Object.fromEntries(
        Object.entries(participations.by['system'] ?? {}).map(([key, value]) => [key, value * 6.25]),
      ),
    }),
    split(draw, 'credits', done * 2 + draw(100) / 100, { category: categories }),
    split(draw, 'activities', draw(40), { system: systems }),
    split(draw, 'works', draw(30), { kind: ['教学设计', '教学反思'] }),
    split(draw, 'awards', draw(30), { level: levels }),
    split(draw, 'titles', draw(20), { kind: ['名师', '骨干教师'], urban: [place] }),
    measure('mentoring', draw(20)),
    split(draw, 'exchanges', draw(20), { kind: ['交流', '支教'], direction: ['城区→乡村', '乡村→城区'] }),
    measure('readers', draw(teachers + 1)),
    split(draw, 'funds-in', draw(300_000), { item: ['公用经费', '专项经费'] }),
    split(draw, 'funds-out', draw(30_000), { item: ['培训费', '差旅费', '资料费'] }),
  ]
}

function regionOnly(draw: Draw, programmes: ProgrammeRow[]): Measure[] {
  const [failed, certified] = [draw(40), draw(40)]
  return [
    measure('programmes', programmes.length),
    split(draw, 'qualification-failed', failed, { step: ['体检', '普通话'] }),
    split(draw, 'qualification-certified', certified, { kind: ['小学', '初中'] }),
    measure('qualification-applied', failed + certified),
  ]
}

function measure(id: Measure['id'], value: number, by: Measure['by'] = {}): Measure {
  return {
    id,
    value,
    by: Object.fromEntries(Object.entries(by).map(([dimension, parts]) => [dimension, withoutZeros(parts)])),
  }
}

/** A measure whose breakdowns each add up to it. */
function split(draw: Draw, id: Measure['id'], value: number, dimensions: Record<string, string[]>): Measure {
  const by = Object.entries(dimensions).map(([dimension, keys]): [string, Record<string, number>] => {
    let rest = value
    const parts = keys.map((key, index): [string, number] => {
      const part = index === keys.length - 1 ? rest : Math.min(rest, draw(Math.floor(value) + 1))
      rest = Math.round((rest - part) * 100) / 100
      return [key, part]
    })
    return [dimension, Object.fromEntries(parts)]
  })
  return measure(id, value, Object.fromEntries(by))
}

function mergeAll(lists: Measure[][]): Measure[] {
  const groups = Map.groupBy(lists.flat(), (one) => one.id)
  return [...groups].map(([id, measures]) => {
    const dimensions = [...new Set(measures.flatMap(({ by }) => Object.keys(by)))]
    const by = dimensions.map(
      (dimension) => [dimension, addKeys(measures.map((one) => one.by[dimension] ?? {}))] as const,
    )
    return measure(id, total(measures.map(({ value }) => value)), Object.fromEntries(by))
  })
}

function addKeys(parts: Record<string, number>[]): Record<string, number> {
  const keys = [...new Set(parts.flatMap((one) => Object.keys(one)))]
  return Object.fromEntries(keys.map((key) => [key, total(parts.map((one) => one[key] ?? 0))]))
}

function total(values: number[]): number {
  return Math.round(values.reduce((sum, value) => sum + value, 0) * 100) / 100
}

function withoutZeros(parts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== 0))
}
