/** @jsxImportSource ../phone/dom */
import type { Problem } from '#contract/common.ts'
import { complainOf, publicRounds } from '#contract/complaint.ts'
import { t } from '../lib/t.ts'
import { live } from '../phone/dom/live.ts'
import { call } from '../phone/lib/api.ts'
import type { Failure } from '../phone/lib/api.ts'
import { cell } from '../phone/lib/cell.ts'
import { loading } from '../phone/ui/loading.tsx'
import { uuid } from '../phone/lib/uuid.ts'
import { Field, Form, noTrouble } from '../phone/ui/form.tsx'
import type { Read } from '../phone/ui/form.tsx'
import { Go, Notice, Page } from '../phone/ui/parts.tsx'
import { asked } from './asked.ts'
import { LongField } from './long-field.tsx'
import type { PublicRound } from './shapes.ts'

/** The rounds that run, about which everybody may complain; nothing where there are none. */
export function Rounds(): Node {
  const loaded = asked(() => call(publicRounds, {}))
  return live(loaded, ({ value }) => {
    if (value === null || value.rounds.length === 0) return null
    return [
      <h2>{t('投诉举报')}</h2>,
      <p class="soft">{t('对正在进行的批次，随时可以实名投诉举报，不必等到公示。')}</p>,
      <ul>{value.rounds.map(lineOf)}</ul>,
    ]
  })
}

function lineOf({ id, title, region, from, until }: PublicRound): Node {
  return (
    <li>
      <Go to={`/notice/rounds/${id}`} class="card">
        <h2>{title}</h2>
        <p>{region}</p>
        <p>{t('{from} 至 {until} 受理申请', { from, until })}</p>
      </Go>
    </li>
  )
}

/** One round, with the form to complain about it. */
export function RoundPage(props: { id: string }): Node {
  const loaded = asked(() => call(publicRounds, {}))
  return (
    <Page title={t('投诉举报')} back="/notice">
      {loading(loaded, ({ rounds }) => {
        const round = rounds.find(({ id }) => id === props.id)
        if (round === undefined)
          return <p>{t('这个批次已经办结或还没有开始。情况属实的，请直接向教育局反映。')}</p>
        return [
          <article class="card brief">
            <h2>{round.title}</h2>
            <p class="soft">{round.region}</p>
          </article>,
          <ComplaintForm id={props.id} />,
        ]
      })}
    </Page>
  )
}

/** Sent again with the same key while nobody has answered. */
function ComplaintForm(props: { id: string }): Node {
  const [sent, trouble, key] = [cell(false), noTrouble(), uuid()]
  const send = async (read: Read): Promise<Failure | Problem | null> => {
    const body = { key, name: read('name'), contact: read('contact'), text: read('text') }
    const answer = await call(complainOf, { params: { id: props.id }, body })
    if (!answer.ok) return answer
    sent.set(true)
    return null
  }
  return live(sent, (done) =>
    done ? (
      <Notice>{t('投诉已收到。核实以后，按您留的联系方式答复。')}</Notice>
    ) : (
      <section>
        <p class="soft">{t('须写真实姓名和事实。您的姓名、联系方式和内容只有中心和教育局看得到。')}</p>
        <Form trouble={trouble} send={send} word={t('提交投诉')}>
          <LongField trouble={trouble} name="text" label={t('投诉的事实（至少 10 个字）')} />
          <Field trouble={trouble} name="name" label={t('您的姓名')} autocomplete="name" />
          <Field trouble={trouble} name="contact" label={t('联系方式（电话或邮箱）')} autocomplete="tel" />
        </Form>
      </section>
    ),
  )
}
