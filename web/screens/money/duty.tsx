import { useState } from 'react'
import { moneyDuty, setPupilFund } from '#contract/money-rules.ts'
import type { DutyRow } from '#contract/money-rules.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { TextField } from '../../ui/field.tsx'
import { Figure, Num } from '../../ui/figure.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice, Status } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { PlainTable } from '../../ui/table/plain-table.tsx'

type Props = { year: number; unit: string | undefined }

/** Every school: what of its public funds it owed to training this year, and what it spent. */
export function Duty({ year, unit }: Props) {
  const asked = useCall(moneyDuty, { query: { year, unit } })
  const [open, setOpen] = useState<DutyRow | null>(null)
  return (
    <Answer asked={asked}>
      {(data) => (
        <>
          <p className="prose">
            {t(
              '培训费不低于公用经费的 {least}%，依据 {document}。公用经费按生均乘学生数计；没有登记生均的，按收入里的公用经费计。',
              {
                least: number(data.least * 100),
                document: data.document,
              },
            )}
          </p>
          <Totals rows={data.rows} />
          <PlainTable
            label={t('公用经费占比')}
            rows={data.rows}
            columns={columns(year, setOpen)}
            keyOf={(row) => row.unit.code}
            empty={t('您的范围内没有学校。')}
          />
          {open !== null && <SetFunds year={year} row={open} onClose={() => setOpen(null)} />}
        </>
      )}
    </Answer>
  )
}

function Totals({ rows }: { rows: readonly DutyRow[] }) {
  const count = (state: DutyRow['state']) => rows.filter((row) => row.state === state).length
  return (
    <div className="figures">
      <Figure title={t('达标')} value={count('met')} unit={t('所')} />
      <Figure title={t('不足')} value={count('short')} unit={t('所')} />
      <Figure title={t('公用经费不明')} value={count('unknown')} unit={t('所')} />
      <Figure
        title={t('还差')}
        value={Math.round(rows.reduce((sum, row) => sum + row.missing * 100, 0)) / 100}
        unit={t('元')}
      />
    </div>
  )
}

function columns(year: number, onSet: (row: DutyRow) => void): Column<DutyRow>[] {
  const money = (key: 'perPupil' | 'base' | 'owed', title: string): Column<DutyRow> => ({
    key,
    title,
    unit: t('元'),
    numeric: true,
    render: (row) => (row[key] === null ? '—' : number(row[key])),
  })
  return [
    { key: 'unit', title: t('学校'), lead: true, render: (row) => row.unit.name },
    money('perPupil', t('生均')),
    {
      key: 'pupils',
      title: t('学生'),
      unit: t('人'),
      numeric: true,
      minor: true,
      render: (row) => (row.pupils === null ? '—' : number(row.pupils)),
    },
    money('base', t('公用经费')),
    {
      key: 'basis',
      title: t('口径'),
      minor: true,
      render: (row) =>
        row.basis === null ? '—' : row.basis === 'pupils' ? t('生均 × 学生数') : t('公用经费收入'),
    },
    money('owed', t('应支出')),
    {
      key: 'spent',
      title: t('实支出'),
      unit: t('元'),
      numeric: true,
      render: (row) => (
        <Num
          value={row.spent}
          label={t('实支出')}
          href={link('/money', { year, unit: row.unit.code, part: 'entries', direction: 'out' })}
        />
      ),
    },
    {
      key: 'share',
      title: t('占比'),
      numeric: true,
      render: (row) => (row.share === null ? '—' : `${number(row.share * 100)}%`),
    },
    { key: 'state', title: t('状态'), render: stateOf },
    {
      key: 'set',
      title: t('登记'),
      render: (row) => (
        <Action small onClick={() => onSet(row)} whyNot={whyNot(row.actions, 'set')}>
          {t('登记生均')}
        </Action>
      ),
    },
  ]
}

function stateOf(row: DutyRow) {
  if (row.state === 'unknown') return <Status tone="calm">{t('公用经费不明')}</Status>
  if (row.state === 'met') return <Status tone="good">{t('达标')}</Status>
  return <Status tone="late">{t('差 {n} 元', { n: number(row.missing) })}</Status>
}

function SetFunds({ year, row, onClose }: { year: number; row: DutyRow; onClose: () => void }) {
  const [key] = useState(() => crypto.randomUUID())
  const [perPupil, setPerPupil] = useState(row.perPupil === null ? '' : String(row.perPupil))
  const [pupils, setPupils] = useState(row.pupils === null ? '' : String(row.pupils))
  const [document, setDocument] = useState('')
  const change = useChange(setPupilFund)
  const bad = !/^\d+(\.\d{1,2})?$/u.test(perPupil.trim()) || !/^\d+$/u.test(pupils.trim())
  const save = () =>
    change.mutate(
      {
        body: {
          key,
          year,
          unit: row.unit.code,
          perPupil: Number(perPupil),
          pupils: Number(pupils),
          document: document.trim() === '' ? null : document.trim(),
        },
      },
      { onSuccess: onClose },
    )
  return (
    <FormPanel
      title={t('{unit}：生均公用经费', { unit: row.unit.name })}
      onClose={onClose}
      word={t('保存')}
      busy={change.isPending}
      whyNot={bad ? t('请填写生均和学生数') : undefined}
      onSave={save}
    >
      <TextField label={t('生均公用经费（元）')} inputMode="decimal" value={perPupil} onText={setPerPupil} />
      <TextField label={t('学生数（人）')} inputMode="numeric" value={pupils} onText={setPupils} />
      <TextField
        label={t('文号')}
        hint={t('所依据的文件，没有可不填')}
        value={document}
        onText={setDocument}
        maxLength={80}
      />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}
