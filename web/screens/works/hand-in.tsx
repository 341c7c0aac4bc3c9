import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { handIn } from '#contract/works.ts'
import { link } from '../../lib/address.ts'
import { Failure } from '../../lib/call.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { useUpload } from '../../lib/use-upload.ts'
import { ChoiceField, TextField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { PeoplePicker } from '../activity/people-picker.tsx'
import type { Picked } from '../activity/people-picker.tsx'
import { ProgrammeFields } from './programme-fields.tsx'
import type { Chosen } from './programme-fields.tsx'
import { WorkContent } from './work-content.tsx'
import { DERIVED, USUAL_KINDS } from '../../lib/work-words.ts'

/** What a work is made from, when it is made from another. */
export type Origin = { id: string; title: string; text: string | null }

const STAGES = ['幼儿园', '小学', '初中', '高中', '中职']

/** Handing in a work in somebody's name: whose, what, to what it belongs, and the file. */
export function HandIn({ onClose, from }: { onClose: () => void; from?: Origin }) {
  const router = useRouter()
  const year = useYear()
  const today = new Date().toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' })
  const [title, setTitle] = useState(from?.title ?? '')
  const [people, setPeople] = useState<Picked[]>([])
  const [on, setOn] = useState(today)
  const [chosen, setChosen] = useState<Chosen>({ programme: '', phase: '', kind: USUAL_KINDS[0] ?? '' })
  const [about, setAbout] = useState({ stage: '', subject: '', chapter: '' })
  const [derivedAs, setDerivedAs] = useState<keyof typeof DERIVED>('own')
  const [text, setText] = useState(from?.text ?? '')
  const [key] = useState(() => crypto.randomUUID())
  const { upload, start, clear } = useUpload()
  const change = useChange(handIn)
  const body = {
    key,
    title,
    kind: chosen.kind,
    author: people[0]?.id ?? null,
    coauthors: people.slice(1).map(({ id }) => id),
    on,
    programme: chosen.programme || null,
    phase: chosen.phase || null,
    stage: about.stage || null,
    subject: about.subject || null,
    chapter: about.chapter || null,
    parent: from?.id ?? null,
    derivedAs: from === undefined ? null : derivedAs,
    upload: upload?.id ?? null,
    text: text.trim() === '' ? null : text,
  }
  const send = () =>
    change.mutate(
      { body },
      { onSuccess: ({ id }) => router.history.push(link(`/resources/works/${id}`, { year })) },
    )
  const wrong = change.error instanceof Failure ? change.error.problem : null
  const errorOf = (field: string) => (wrong?.field === field ? wrong.because : undefined)
  const set = (part: Partial<typeof about>) => setAbout({ ...about, ...part })
  return (
    <FormPanel
      title={from === undefined ? t('提交作品') : t('在《{title}》上修改', { title: from.title })}
      wide
      onClose={onClose}
      word={t('提交')}
      busy={change.isPending}
      whyNot={whyNotSend(title, people, upload, text)}
      onSave={send}
    >
      <TextField label={t('题目')} value={title} onText={setTitle} maxLength={120} error={errorOf('title')} />
      {from !== undefined && (
        <ChoiceField
          label={t('改成什么')}
          hint={t('学区集体修改的是优化稿，教师自己上课用的是个案')}
          value={derivedAs}
          choices={Object.entries(DERIVED).map(([value, label]) => ({ value, label: t(label) }))}
          onChoose={(value) => setDerivedAs(value === 'improved' ? 'improved' : 'own')}
        />
      )}
      <p className="field-label">{t('作者（按署名先后选择）')}</p>
      <PeoplePicker picked={people} onPick={setPeople} />
      <ProgrammeFields chosen={chosen} onChoose={setChosen} />
      <TextField label={t('完成日期')} type="date" value={on} onText={setOn} error={errorOf('on')} />
      <ChoiceField
        label={t('学段')}
        value={about.stage}
        choices={[
          { value: '', label: t('不分学段') },
          ...STAGES.map((one) => ({ value: one, label: t(one) })),
        ]}
        onChoose={(stage) => set({ stage })}
      />
      <TextField
        label={t('学科')}
        value={about.subject}
        onText={(subject) => set({ subject })}
        maxLength={40}
      />
      <TextField
        label={t('教材章节')}
        hint={t('如：五年级上册 第六单元')}
        value={about.chapter}
        onText={(chapter) => set({ chapter })}
        maxLength={60}
      />
      <WorkContent upload={upload} onFile={start} onClear={clear} text={text} onText={setText} />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}

function whyNotSend(
  title: string,
  people: readonly Picked[],
  upload: { id: string | null } | null,
  text: string,
): string | undefined {
  if (title.trim().length < 2) return t('请先填写题目。')
  if (people.length === 0) return t('请先选择作者。')
  if (upload !== null && upload.id === null) return t('文件还没有传完。')
  return upload === null && text.trim() === '' ? t('请上传文件或填写正文。') : undefined
}
