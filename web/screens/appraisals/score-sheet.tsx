import { useParams } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { ClipboardEvent, KeyboardEvent } from 'react'
import { judgeSheet, returnSheet, saveSheet } from '#contract/score-sheet.ts'
import type { Leaf, ScoreSheet, SheetLine } from '#contract/score-sheet.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { useDraft } from '../../lib/draft.ts'
import { useYear } from '../../lib/session.ts'
import { usePlace } from '../../lib/place.ts'
import { t } from '../../lib/t.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { AskBecause } from '../../ui/ask.tsx'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Page } from '../../ui/page.tsx'
import { Notice } from '../../ui/states.tsx'
import { blockOf, faultOf, scoreOfText, stepOf } from './score-grid.ts'
import './appraisal.css'

/** One judge's score sheet, typed like a spreadsheet: targets down, indicators across. */
export function Screen() {
  usePlace('appraisals')
  const { id = '', judge = '' } = useParams({ strict: false }) as { id?: string; judge?: string }
  const year = useYear()
  const asked = useCall(judgeSheet, { params: { id, judge } })
  return (
    <Answer asked={asked}>
      {(sheet) => (
        <>
          <Crumbs
            label={t('所属')}
            crumbs={[{ href: link(`/appraisals/${id}`, { year, part: 'judges' }), name: sheet.title }]}
          />
          <Page
            title={t('评分表')}
            about={t('方向键、回车移动，可从 Excel 粘贴；输入即存在本机。否决项填 0（没有）或 1（有）。')}
          >
            <Sheet sheet={sheet} />
          </Page>
        </>
      )}
    </Answer>
  )
}

type Typed = Record<string, string>
const cellKey = (line: SheetLine, leaf: Leaf): string => `${line.target} ${leaf.id}`

function Sheet({ sheet }: { sheet: ScoreSheet }) {
  const [typed, setTyped, forget] = useDraft<Typed>(`scores.${sheet.judge}`, {})
  const [returning, setReturning] = useState<SheetLine | null>(null)
  const change = useChange(saveSheet)
  const valueOf = (line: SheetLine, leaf: Leaf): string =>
    typed[cellKey(line, leaf)] ?? line.scores[leaf.id] ?? ''
  const cells = sheet.lines.flatMap((line) => sheet.leaves.map((leaf) => ({ line, leaf })))
  const edits = cells.filter(({ line, leaf }) => valueOf(line, leaf) !== (line.scores[leaf.id] ?? ''))
  const wrong = cells.filter(({ line, leaf }) => faultOf(valueOf(line, leaf), leaf) !== null)
  const whole = sheet.lines.filter(
    (line) => !line.handedIn && sheet.leaves.every((leaf) => leaf.veto || valueOf(line, leaf) !== ''),
  )
  const send = (handIn: readonly SheetLine[]) =>
    change.mutate(
      {
        params: { id: sheet.appraisal, judge: sheet.judge },
        body: {
          key: crypto.randomUUID(),
          changes: edits.map(({ line, leaf }) => ({
            target: line.target,
            indicator: leaf.id,
            score: valueOf(line, leaf) === '' ? null : valueOf(line, leaf),
          })),
          handIn: handIn.map(({ target }) => target),
        },
      },
      { onSuccess: forget },
    )
  const refused = wrong.length > 0 ? t('有 {n} 格填得不对', { n: wrong.length }) : undefined
  return (
    <>
      <div className="score-actions">
        <Action
          busy={change.isPending}
          whyNot={refused ?? (edits.length === 0 ? t('没有未保存的改动') : undefined)}
          onClick={() => send([])}
        >
          {t('保存 {n} 处', { n: edits.length })}
        </Action>
        <Action
          primary
          busy={change.isPending}
          whyNot={refused ?? (whole.length === 0 ? t('没有填完整、还未提交的行') : undefined)}
          onClick={() => send(whole)}
        >
          {t('提交填完整的 {n} 行', { n: whole.length })}
        </Action>
      </div>
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
      <Grid
        sheet={sheet}
        valueOf={valueOf}
        onType={(next) => setTyped({ ...typed, ...next })}
        onReturn={setReturning}
      />
      {returning !== null && <Return sheet={sheet} line={returning} onDone={() => setReturning(null)} />}
    </>
  )
}

type GridProps = {
  sheet: ScoreSheet
  valueOf: (line: SheetLine, leaf: Leaf) => string
  onType: (next: Typed) => void
  onReturn: (line: SheetLine) => void
}

function Grid({ sheet: { lines, leaves }, valueOf, onType, onReturn }: GridProps) {
  const box = useRef<HTMLTableElement>(null)
  const focus = (row: number, column: number) =>
    box.current?.querySelector<HTMLInputElement>(`[data-cell="${row}-${column}"]`)?.focus()
  const onKey = (event: KeyboardEvent, row: number, column: number) => {
    const step = stepOf(event.key)
    if (step === null) return
    event.preventDefault()
    focus(row + step[0], column + step[1])
  }
  const onPaste = (event: ClipboardEvent, row: number, column: number) => {
    event.preventDefault()
    const block = blockOf(event.clipboardData.getData('text/plain')).flatMap((cell): [string, string][] => {
      const [line, leaf] = [lines[row + cell.row], leaves[column + cell.column]]
      return line === undefined || leaf === undefined || line.handedIn
        ? []
        : [[cellKey(line, leaf), cell.score]]
    })
    onType(Object.fromEntries(block))
  }
  return (
    <div className="table-box score-box" role="region" tabIndex={0} aria-label={t('评分表')}>
      <table className="table score-grid" ref={box}>
        <thead>
          <tr>
            <th scope="col">{t('对象')}</th>
            {leaves.map((leaf) => (
              <th key={leaf.id} scope="col" className="numeric" title={leaf.says}>
                {leaf.title} <span className="quiet">{leaf.veto ? t('否决') : leaf.points}</span>
              </th>
            ))}
            <th scope="col" className="numeric">
              {t('合计')}
            </th>
            <th scope="col">{t('状态')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, row) => (
            <tr key={line.target}>
              <th scope="row">{`${line.number} ${line.name ?? ''}`}</th>
              {leaves.map((leaf, column) => {
                const value = valueOf(line, leaf)
                const fault = faultOf(value, leaf)
                return (
                  <td key={leaf.id} className="numeric">
                    <input
                      className="score-cell"
                      data-cell={`${row}-${column}`}
                      inputMode="decimal"
                      aria-label={`${line.number} ${leaf.title}`}
                      aria-invalid={fault !== null}
                      title={fault === null ? undefined : t(fault, { points: leaf.points })}
                      readOnly={line.handedIn}
                      value={value}
                      onChange={(event) => onType({ [cellKey(line, leaf)]: scoreOfText(event.target.value) })}
                      onKeyDown={(event) => onKey(event, row, column)}
                      onPaste={(event) => onPaste(event, row, column)}
                    />
                  </td>
                )
              })}
              <td className="numeric">{sumOf(line, leaves, valueOf)}</td>
              <td>
                {line.handedIn ? (
                  <button type="button" className="linklike" onClick={() => onReturn(line)}>
                    {t('已提交，退回')}
                  </button>
                ) : (
                  <span className="quiet">{t('未提交')}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function sumOf(line: SheetLine, leaves: readonly Leaf[], valueOf: GridProps['valueOf']): string {
  const sum = leaves
    .filter(({ veto }) => !veto)
    .reduce((total, leaf) => total + Math.round(Number(valueOf(line, leaf) || 0) * 10_000), 0)
  return Number.isNaN(sum) ? '—' : String(sum / 10_000)
}

function Return({ sheet, line, onDone }: { sheet: ScoreSheet; line: SheetLine; onDone: () => void }) {
  const change = useChange(returnSheet)
  const yes = (because: string) =>
    change.mutate(
      {
        params: { id: sheet.appraisal, judge: sheet.judge },
        body: { key: crypto.randomUUID(), target: line.target, because },
      },
      { onSuccess: onDone },
    )
  return (
    <AskBecause
      title={t('退回评分表')}
      open
      yes={t('退回')}
      no={t('不退')}
      busy={change.isPending}
      label={t('退回的原因')}
      hint={t('原因会记入记录')}
      onYes={yes}
      onNo={onDone}
    >
      <p>{t('{number} 号的评分表退回后可以改，改完要重新提交。', { number: line.number })}</p>
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </AskBecause>
  )
}
