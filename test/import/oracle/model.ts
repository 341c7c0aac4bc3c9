import type { Row } from './book.ts'
import { ledgerOf, meets, recognised } from './credits.ts'
import type { Ledger, Recognised } from './credits.ts'
import { exact, hundredths, NOTHING, plus } from './exact.ts'
import { Places } from './places.ts'

type Sheets = Readonly<Record<string, readonly Row[]>>
/** A figure in the shape that the command prints; keys that are zero are left out. */
export type Answer = { value: number; by: Record<string, Record<string, number>> }
/** A record of a figure: its keys by dimension, what it adds (hundredths are rounded at the end). */
type Item = { keys: Record<string, unknown>; person?: string; amount?: ReturnType<typeof exact> }
type Counting = 'rows' | 'people' | 'sum'

/** A year of a county as the contract counts it, from its accepted rows alone. */
export class YearModel {
  readonly #sheets: Sheets
  readonly #year: number
  readonly #places: Places
  readonly #recognised: Recognised[]
  readonly #ledger: Ledger
  readonly #unitOf: ReadonlyMap<string, string>

  constructor(sheets: Sheets, year: number) {
    this.#sheets = sheets
    this.#year = year
    this.#places = new Places(sheets['单位'] ?? [], year)
    const all = recognised(sheets)
    this.#recognised = all.filter((part) => part.year === year)
    this.#ledger = ledgerOf(sheets, year, all)
    this.#unitOf = new Map(
      this.#rows('教师').map((row) => [String(row['身份证件号']), String(row['单位代码'])]),
    )
  }

  #rows(sheet: string): readonly Row[] {
    return this.#sheets[sheet] ?? []
  }

  /** Rows of a sheet whose day is in the year. */
  #ofYear(sheet: string, column: string): Row[] {
    return this.#rows(sheet).filter((row) => Number(String(row[column]).slice(0, 4)) === this.#year)
  }

  /** One line a teacher: identity number, own unit, credits by the policy's order, total, met. */
  standing(top: string | null): (string | number | boolean)[][] {
    const policy = this.#rows('学分政策').filter((row) => Number(row['年度']) === this.#year)
    const people = this.#rows('教师').filter((row) =>
      this.#places.within(this.#places.of(String(row['单位代码'])).unit, top),
    )
    const lines = people.map((row) => {
      const mine = this.#ledger.get(String(row['身份证件号']))
      const credits = policy.map((rule) => Number(mine?.get(String(rule['学分类别'])) ?? 0n) / 100)
      const total = Number([...(mine?.values() ?? [])].reduce((sum, amount) => sum + amount, 0n)) / 100
      return [
        String(row['身份证件号']),
        String(row['单位代码']),
        ...credits,
        total,
        meets(this.#sheets, this.#year, this.#ledger, String(row['身份证件号'])),
      ]
    })
    return lines.toSorted((a, b) => (String(a[1]) < String(b[1]) ? -1 : String(a[1]) > String(b[1]) ? 1 : 0))
  }

  /** Every figure of the contract, for a unit with all below it (null: the region). */
  figures(top: string | null): Record<string, Answer> {
    return { ...this.#people(top), ...this.#programmes(top), ...this.#records(top) }
  }

  /** Items at the people's units within `top`. */
  #at(
    top: string | null,
    rows: readonly Row[],
    column: string,
    keys: (row: Row, unit: string) => Record<string, unknown>,
    state = false,
  ): Item[] {
    return rows.flatMap((row) => {
      const place = this.#places.of(this.#unitOf.get(String(row[column])) ?? '')
      if ((state && place.gone) || !this.#places.within(place.unit, top)) return []
      return [{ keys: keys(row, place.unit), person: String(row[column]) }]
    })
  }

  #people(top: string | null): Record<string, Answer> {
    const urban = (unit: string): string => this.#places.urban(unit)
    const schools = this.#places.schools().filter((row) => this.#places.within(String(row['单位代码']), top))
    const teachers = this.#rows('教师')
    const met = teachers.filter((row) =>
      meets(this.#sheets, this.#year, this.#ledger, String(row['身份证件号'])),
    )
    return {
      schools: answer(
        'rows',
        ['kind', 'urban'],
        schools.map((row) => ({ keys: { kind: row['办学类型'], urban: row['城乡'] } })),
      ),
      teachers: answer(
        'people',
        ['stage', 'urban'],
        this.#at(
          top,
          teachers,
          '身份证件号',
          (row, unit) => ({ stage: row['任教学段'], urban: urban(unit) }),
          true,
        ),
      ),
      meeting: answer(
        'people',
        ['urban'],
        this.#at(top, met, '身份证件号', (_, unit) => ({ urban: urban(unit) })),
      ),
      titles: answer(
        'rows',
        ['kind', 'urban'],
        this.#at(
          top,
          this.#inForce('称号', '命名日期', '到期日期', `${this.#year}-12-31`),
          '身份证件号',
          (row, unit) => ({ kind: row['称号'], urban: urban(unit) }),
          true,
        ),
      ),
      mentoring: answer(
        'rows',
        [],
        this.#at(
          top,
          this.#inForce('结对', '开始日期', '结束日期', `${this.#year}-01-01`),
          '徒弟证件号',
          () => ({}),
        ),
      ),
    }
  }

  /** Begun by the year's end, and lasting to a day at least. */
  #inForce(sheet: string, start: string, end: string, until: string): Row[] {
    return this.#rows(sheet).filter(
      (row) => String(row[start]) <= `${this.#year}-12-31` && (row[end] == null || String(row[end]) >= until),
    )
  }

  #programmes(top: string | null): Record<string, Answer> {
    const programmes = new Map(this.#rows('项目').map((row) => [row['项目编号'], row]))
    const held = this.#ofYear('活动', '结束时间').map((row) => programmes.get(row['项目编号'] ?? ''))
    const here = this.#recognised.filter(
      (part) =>
        part.role === '学员' &&
        this.#places.within(this.#places.of(this.#unitOf.get(part.person) ?? '').unit, top),
    )
    const parts = here.map((part) => ({
      keys: kindOf(part.programme),
      person: part.person,
      amount: part.hours,
    }))
    return {
      activities: answer(
        'rows',
        ['system', 'level'],
        held
          .filter((p) => this.#places.within(String(p?.['承办单位代码']), top))
          .map((p) => ({ keys: kindOf(p) })),
      ),
      participations: answer('rows', ['system', 'level'], parts),
      participants: answer('people', ['system', 'level'], parts),
      hours: answer('sum', ['system', 'level'], parts),
      credits: answer('sum', ['category'], this.#credits(top)),
    }
  }

  #credits(top: string | null): Item[] {
    const here = [...this.#ledger].filter(([person]) =>
      this.#places.within(this.#places.of(this.#unitOf.get(person) ?? '').unit, top),
    )
    return here.flatMap(([, mine]) =>
      [...mine].map(([category, amount]): Item => ({ keys: { category }, amount: [amount, 100n] })),
    )
  }

  #records(top: string | null): Record<string, Answer> {
    const applied = top === null || top === this.#root() ? this.#ofYear('资格认定', '申请日期') : []
    const result = (word: string): Row[] => applied.filter((row) => row['结果'] === word)
    const kind = (rows: readonly Row[]): Answer =>
      answer(
        'rows',
        ['kind'],
        rows.map((row) => ({ keys: { kind: row['资格种类'] } })),
      )
    const exchanges = this.#ofYear('交流', '开始日期').filter((row) =>
      this.#places.within(String(row['原单位代码']), top),
    )
    const direction = (row: Row): string =>
      `${this.#places.urban(String(row['原单位代码']))}→${this.#places.urban(String(row['接收单位代码']))}`
    return {
      works: answer(
        'rows',
        ['kind'],
        this.#at(top, this.#ofYear('作品', '日期'), '作者证件号', (row) => ({ kind: row['类型'] })),
      ),
      awards: answer(
        'rows',
        ['level'],
        this.#at(top, this.#ofYear('荣誉', '日期'), '身份证件号', (row) => ({ level: row['级别'] })),
      ),
      exchanges: answer(
        'rows',
        ['kind', 'direction'],
        exchanges.map((row) => ({ keys: { kind: row['类型'], direction: direction(row) } })),
      ),
      'qualification-applied': kind(applied),
      'qualification-certified': kind(result('认定')),
      'qualification-failed': answer(
        'rows',
        ['step'],
        result('未通过').map((row) => ({ keys: { step: row['未通过环节'] } })),
      ),
      readers: answer(
        'people',
        [],
        this.#at(top, this.#ofYear('借阅', '借出日期'), '身份证件号', () => ({})),
      ),
      'funds-in': this.#funds(top, '收入'),
      'funds-out': this.#funds(top, '支出'),
    }
  }

  #funds(top: string | null, direction: string): Answer {
    const rows = this.#rows('经费').filter(
      (row) =>
        Number(row['年度']) === this.#year &&
        row['方向'] === direction &&
        this.#places.within(String(row['单位代码']), top),
    )
    return answer(
      'sum',
      ['item'],
      rows.map((row) => ({ keys: { item: row['科目'] }, amount: exact(row['金额元'] ?? 0) })),
    )
  }

  #root(): string {
    return String(this.#rows('单位').find((row) => row['类别'] === '区域')?.['单位代码'])
  }
}

function kindOf(programme: Row | undefined): Record<string, unknown> {
  return { system: programme?.['体系'], level: programme?.['级别'] }
}

function answer(counting: Counting, dimensions: readonly string[], items: readonly Item[]): Answer {
  const part = (dimension: string): [string, Record<string, number>] => {
    const groups = Map.groupBy(items, (item) => String(item.keys[dimension] ?? '未填'))
    const values = [...groups].map(([key, members]) => [key, measured(counting, members)] as const)
    return [dimension, Object.fromEntries(values.filter(([, value]) => value !== 0))]
  }
  return { value: measured(counting, items), by: Object.fromEntries(dimensions.map(part)) }
}

function measured(counting: Counting, items: readonly Item[]): number {
  if (counting === 'rows') return items.length
  if (counting === 'people') return new Set(items.map((item) => item.person)).size
  return Number(hundredths(items.reduce((sum, item) => plus(sum, item.amount ?? NOTHING), NOTHING))) / 100
}
