/** @jsxImportSource ../phone/dom */
import { recuseJudge } from '#contract/appraisal.ts'
import { mySheets, saveSheet } from '#contract/score-sheet.ts'
import type { Leaf, ScoreSheet, SheetLine } from '#contract/score-sheet.ts'
import { t } from '../lib/t.ts'
import { live } from '../phone/dom/live.ts'
import { call } from '../phone/lib/api.ts'
import type { Failure } from '../phone/lib/api.ts'
import { cell } from '../phone/lib/cell.ts'
import { keep, recall } from '../phone/lib/keep.ts'
import { uuid } from '../phone/lib/uuid.ts'
import { Button, Notice, Page, Skeleton } from '../phone/ui/parts.tsx'

type Typed = Record<string, string>
type Loaded = { sheet: ScoreSheet | null; because: string | null }

const draftOf = (judge: string, target: string): string => `scores.${judge}.${target}`
const nameOf = ({ name, number }: SheetLine): string => name ?? t('{number} 号', { number })

/** A judge's score sheets: one target at a time; what is typed stays in the phone until the server has it. */
export function ScorePage({ judge }: { judge: string }): Node {
  const loaded = cell<Loaded>({ sheet: null, because: null })
  const at = cell<string | null>(null)
  const ask = async (): Promise<void> => {
    const reply = await call(mySheets, {})
    if (!reply.ok) return loaded.set({ sheet: null, because: reply.problem.because })
    const sheet = reply.value.sheets.find((one) => one.judge === judge) ?? null
    loaded.set({ sheet, because: sheet === null ? t('没有请您评分的这份评分表。') : null })
  }
  void ask()
  return live(loaded, ({ sheet, because }) => {
    if (because !== null)
      return <Page title={t('评分')} back="/w" children={<Notice bad>{because}</Notice>} />
    if (sheet === null) return <Page title={t('评分')} children={<Skeleton />} />
    return live(at, (target) => {
      const line = sheet.lines.find((one) => one.target === target)
      if (line === undefined) return <Lines sheet={sheet} open={(next) => at.set(next)} />
      const leave = (): void => {
        at.set(null)
        void ask()
      }
      return <Scoring sheet={sheet} line={line} leave={leave} />
    })
  })
}

function Lines({ sheet, open }: { sheet: ScoreSheet; open: (target: string) => void }): Node {
  return (
    <Page title={sheet.title} back="/w">
      <p class="soft">
        {t('{until} 截止。点开一个对象打分，打完提交；提交后不能再改。', { until: sheet.scoreUntil })}
      </p>
      {sheet.lines.map((line) => (
        <Button
          class="line"
          word={`${nameOf(line)}　${stateOf(sheet, line)}`}
          press={() => open(line.target)}
        />
      ))}
    </Page>
  )
}

function stateOf({ judge, leaves }: ScoreSheet, line: SheetLine): string {
  if (line.handedIn) return t('已提交')
  const typed = { ...line.scores, ...recall<Typed>(draftOf(judge, line.target), {}) }
  const scored = leaves.filter(({ veto }) => !veto)
  return t('已打 {done} / {all} 项', {
    done: scored.filter(({ id }) => (typed[id] ?? '') !== '').length,
    all: scored.length,
  })
}

function Scoring({ sheet, line, leave }: { sheet: ScoreSheet; line: SheetLine; leave: () => void }): Node {
  const name = draftOf(sheet.judge, line.target)
  let typed: Typed = { ...line.scores, ...recall<Typed>(name, {}) }
  const trouble = cell<string | null>(null)
  const change = (id: string, value: string): void => {
    typed = { ...typed, [id]: value }
    keep(name, typed)
  }
  const send = async (handIn: boolean): Promise<void> => {
    const changes = sheet.leaves.flatMap(({ id }) => {
      const score = (typed[id] ?? '').trim()
      return score === '' ? [] : [{ target: line.target, indicator: id, score }]
    })
    const body = { key: uuid(), changes, handIn: handIn ? [line.target] : [] }
    const reply = await call(saveSheet, { params: { id: sheet.appraisal, judge: sheet.judge }, body })
    if (!reply.ok) return trouble.set(wordsOf(reply))
    keep(name, null)
    leave()
  }
  return (
    <Page title={nameOf(line)}>
      <Button class="back" word={t('返回')} press={leave} />
      {line.evidence.map(({ indicator, title }) => (
        <p class="soft">{t('佐证 {indicator}：{title}', { indicator, title })}</p>
      ))}
      {sheet.leaves.map((leaf) => (
        <LeafField
          leaf={leaf}
          value={typed[leaf.id] ?? ''}
          fixed={line.handedIn}
          change={(value) => change(leaf.id, value)}
        />
      ))}
      {live(trouble, (words) => (words === null ? null : <Notice bad>{words}</Notice>))}
      {line.handedIn ? (
        <Notice>{t('已提交。要改请联系组织方退回。')}</Notice>
      ) : (
        <section>
          <Button class="main" word={t('提交')} press={() => void send(true)} />
          <Button class="wide" word={t('先保存，以后再提交')} press={() => void send(false)} />
          <Recusal sheet={sheet} line={line} leave={leave} />
        </section>
      )}
    </Page>
  )
}

/** A judge who knows the target too well steps back from it; somebody else scores it then. */
function Recusal({ sheet, line, leave }: { sheet: ScoreSheet; line: SheetLine; leave: () => void }): Node {
  const trouble = cell<string | null>(null)
  const send = async (form: HTMLFormElement): Promise<void> => {
    const typed = new FormData(form).get('because')
    const because = typeof typed === 'string' ? typed.trim() : ''
    const body = { key: uuid(), judge: sheet.judge, target: line.target, because }
    const reply = await call(recuseJudge, { params: { id: sheet.appraisal }, body })
    if (reply.ok) leave()
    else trouble.set(reply.problem.because)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void send(event.currentTarget)
      }}
    >
      <label class="field">
        <span>{t('与对象有利害关系的，请写明后申请回避')}</span>
        <input name="because" required autocomplete="off" />
      </label>
      {live(trouble, (words) => (words === null ? null : <Notice bad>{words}</Notice>))}
      <button type="submit" class="wide">
        {t('申请回避')}
      </button>
    </form>
  )
}

function wordsOf({ status, problem }: Failure): string {
  return status === 0 ? t('连不上网络，打的分已存在手机里，有网时请再提交。') : problem.because
}

function LeafField(props: {
  leaf: Leaf
  value: string
  fixed: boolean
  change: (value: string) => void
}): Node {
  const { leaf, value, fixed } = props
  if (leaf.veto) {
    return (
      <label class="switch">
        <span>{t('否决项：{title}（查实有）', { title: leaf.title })}</span>
        <input
          type="checkbox"
          role="switch"
          checked={value === '1'}
          disabled={fixed}
          onChange={(event) => props.change(event.currentTarget.checked ? '1' : '0')}
        />
      </label>
    )
  }
  return (
    <label class="field">
      <span>{t('{title}（满分 {points}）', { title: leaf.title, points: leaf.points })}</span>
      {leaf.says !== '' && <span class="soft says">{leaf.says}</span>}
      <input
        inputmode="decimal"
        autocomplete="off"
        value={value}
        disabled={fixed}
        onInput={(event) => props.change(event.currentTarget.value)}
      />
    </label>
  )
}
