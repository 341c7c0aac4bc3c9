import { moneyOverview } from '#contract/money.ts'
import type { BudgetState, MoneyOverview, MoneyProgramme } from '#contract/money.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number, percent } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Bars } from '../../ui/bars.tsx'
import { Figure, Num } from '../../ui/figure.tsx'
import { Section } from '../../ui/page.tsx'
import { Notice, Status } from '../../ui/states.tsx'
import type { Tone } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { PlainTable } from '../../ui/table/plain-table.tsx'

type Props = { year: number; unit: string | undefined }

/** Income, spending and budgets of a unit and year; every number opens to its vouchers. */
export function Overview({ year, unit }: Props) {
  const asked = useCall(moneyOverview, { query: { year, unit } })
  return <Answer asked={asked}>{(data) => <Shown data={data} year={year} unit={unit} />}</Answer>
}

function Shown({ data, year, unit }: { data: MoneyOverview } & Props) {
  const entries = (more: object) => link('/money', { year, unit, part: 'entries', ...more })
  const over = data.programmes.filter((one) => one.findings.length > 0)
  return (
    <>
      <div className="figures">
        <Figure title={t('收入')} value={data.in} unit={t('元')} href={entries({ direction: 'in' })} />
        <Figure title={t('支出')} value={data.out} unit={t('元')} href={entries({ direction: 'out' })} />
        <Figure
          title={t('项目预算')}
          value={data.budget}
          unit={t('元')}
          note={t('{n} 个项目', { n: data.programmes.length })}
        />
        <Figure title={t('结余')} value={Math.round((data.in - data.out) * 100) / 100} unit={t('元')} />
        <Figure title={t('超预算、超标准')} value={over.length} unit={t('个项目')} />
      </div>
      {data.doubles.map((one) => (
        <Notice key={`${one.unit.code} ${one.voucher} ${one.amount}`} tone="warn">
          {t('{unit}的凭证 {voucher}（{amount} 元）既有导入的也有页面登记的，疑似重复，请核对后冲销一笔。', {
            unit: one.unit.name,
            voucher: one.voucher,
            amount: number(one.amount),
          })}
        </Notice>
      ))}
      <Section title={t('各项目预算执行')}>
        <PlainTable
          label={t('各项目预算执行')}
          rows={data.programmes.toSorted((a, b) => b.findings.length - a.findings.length)}
          columns={columns()}
          keyOf={(row) => row.id}
          empty={t('还没有带预算或支出的项目。在项目里设预算，或登记一笔支出并选项目。')}
        />
      </Section>
      <div className="beside">
        <Section title={t('支出科目')}>
          <Amounts
            label={t('支出科目')}
            rows={data.items}
            hrefOf={(item) => entries({ direction: 'out', item })}
            empty={t('这一年还没有支出。')}
          />
        </Section>
        <Section title={t('收入来源')}>
          <Amounts
            label={t('收入来源')}
            rows={data.sources}
            hrefOf={(item) => entries({ direction: 'in', item })}
            empty={t('这一年还没有收入。')}
          />
        </Section>
      </div>
      <Section title={t('各单位收支')}>
        <Units rows={data.units} year={year} />
      </Section>
    </>
  )
}

type AmountsProps = {
  label: string
  rows: MoneyOverview['items']
  hrefOf: (item: string) => string
  empty: string
}

/** Amounts by what they were for or from, each open to its vouchers. */
function Amounts({ label, rows, hrefOf, empty }: AmountsProps) {
  if (rows.length === 0) return <p className="quiet">{empty}</p>
  const bars = rows.map(({ item, amount }) => ({
    key: item,
    label: item,
    value: amount,
    href: hrefOf(item),
  }))
  return <Bars label={label} unit={t('元')} bars={bars} />
}

function Units({ rows, year }: { rows: MoneyOverview['units']; year: number }) {
  const open = (unit: string, direction: string) => link('/money', { year, unit, direction, part: 'entries' })
  const amount = (key: 'in' | 'out', title: string): Column<MoneyOverview['units'][number]> => ({
    key,
    title,
    unit: t('元'),
    numeric: true,
    render: (row) => <Num value={row[key]} href={open(row.unit.code, key)} label={title} />,
    total: number(Math.round(rows.reduce((sum, row) => sum + row[key] * 100, 0)) / 100),
  })
  return (
    <PlainTable
      label={t('各单位收支')}
      rows={rows}
      columns={[
        { key: 'unit', title: t('单位'), lead: true, render: (row) => row.unit.name },
        amount('in', t('收入')),
        amount('out', t('支出')),
      ]}
      keyOf={(row, at) => `${row.unit.code} ${at}`}
      totalsWord={t('合计')}
      empty={t('这一年还没有收支。')}
    />
  )
}

const STATES: Record<BudgetState, { tone: Tone; word: string }> = {
  none: { tone: 'calm', word: '没有预算' },
  within: { tone: 'good', word: '预算内' },
  near: { tone: 'warn', word: '将用完' },
  over: { tone: 'late', word: '超预算' },
}

/** How far a budget is used, as word, shape and colour. */
export function BudgetStatus({ state }: { state: BudgetState }) {
  return <Status tone={STATES[state].tone}>{t(STATES[state].word)}</Status>
}

function columns(): Column<MoneyProgramme>[] {
  return [
    {
      key: 'title',
      title: t('项目'),
      lead: true,
      render: (row) => <a href={link(`/money/programmes/${row.id}`)}>{row.title}</a>,
    },
    { key: 'organiser', title: t('承办单位'), minor: true, render: (row) => row.organiser.name },
    {
      key: 'budget',
      title: t('预算'),
      unit: t('元'),
      numeric: true,
      render: (row) => (row.budget === null ? '—' : number(row.budget)),
    },
    {
      key: 'spent',
      title: t('支出'),
      unit: t('元'),
      numeric: true,
      render: (row) => <Num value={row.spent} href={link(`/money/programmes/${row.id}`)} label={t('支出')} />,
    },
    {
      key: 'share',
      title: t('执行率'),
      numeric: true,
      render: (row) => (row.budget === null ? '—' : percent(row.spent, row.budget)),
    },
    { key: 'state', title: t('状态'), render: (row) => <BudgetStatus state={row.state} /> },
    { key: 'findings', title: t('提示'), long: true, render: (row) => row.findings.join(' ') },
  ]
}
