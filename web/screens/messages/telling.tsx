import { useState } from 'react'
import type * as z from 'zod'
import { noteTold, telling, TELLING_WAYS, tellingWays } from '#contract/telling.ts'
import type { TellingWay } from '#contract/telling.ts'
import { moment } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Facts } from '../../ui/facts.tsx'
import { ChoiceField, TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { Notice } from '../../ui/states.tsx'

type Data = NonNullable<z.output<NonNullable<typeof telling.reply>>['telling']>

/** 告知申请人: an applicant without an account, the number to call, and how and when they were told. */
export function Telling({ id }: { id: string }) {
  const { data } = useCall(telling, { params: { id } })
  if (data === undefined || data.telling === null) return null
  return (
    <Section title={t('告知申请人')}>
      <Whom data={data.telling} />
      {data.telling.told === null ? <Note id={id} /> : <Told told={data.telling.told} />}
    </Section>
  )
}

function Whom({ data: { name, phone, case: of } }: { data: Data }) {
  return (
    <div className="telling-whom">
      <p className="prose">
        {t('申请是在窗口代填的，申请人没有账号，看不到这则通知。请打电话或当面告知，然后记下来。')}
      </p>
      <Facts
        facts={[
          { term: t('申请人'), value: name },
          {
            term: t('手机号'),
            value:
              phone === null ? (
                t('申请表上没有，请查纸质材料')
              ) : (
                <a className="num" href={`tel:${phone}`}>
                  {phone}
                </a>
              ),
          },
          { term: t('事项'), value: <a href={`/cases/${of.id}`}>{of.number}</a> },
        ]}
      />
    </div>
  )
}

function Told({ told: { how, on, note, at, by } }: { told: NonNullable<Data['told']> }) {
  const words = { day: on, how: t(TELLING_WAYS[how]), by, at: moment(at) }
  return (
    <Notice tone={how === 'unreachable' ? 'warn' : 'good'}>
      {t('{day} {how}，{by}于 {at} 记下。', words)}
      {note}
    </Notice>
  )
}

function Note({ id }: { id: string }) {
  const today = new Date().toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' })
  const [said, setSaid] = useState<{ how: TellingWay; on: string; note: string }>({
    how: 'phone',
    on: today,
    note: '',
  })
  const [key] = useState(() => crypto.randomUUID())
  const change = useChange(noteTold)
  const tell = () => change.mutate({ params: { id }, body: { key, ...said, note: said.note.trim() || null } })
  return (
    <div className="telling">
      <ChoiceField
        label={t('怎样告知的')}
        value={said.how}
        choices={tellingWays.map((way) => ({ value: way, label: t(TELLING_WAYS[way]) }))}
        onChoose={(how) => setSaid({ ...said, how: tellingWays.find((way) => way === how) ?? 'phone' })}
      />
      <TextField type="date" label={t('哪天')} value={said.on} onText={(on) => setSaid({ ...said, on })} />
      <TextField
        label={t('备注')}
        hint={said.how === 'unreachable' ? t('写明联系过几次、什么时候') : t('可不填，如：由其配偶代接')}
        value={said.note}
        onText={(note) => setSaid({ ...said, note })}
        maxLength={200}
      />
      <Action primary busy={change.isPending} onClick={tell}>
        {said.how === 'unreachable' ? t('记下') : t('已告知，记下')}
      </Action>
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </div>
  )
}
