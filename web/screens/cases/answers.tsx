import { Facts } from '../../ui/facts.tsx'

export type Answered = { title: string; value: string }

/** From so many characters on an answer is a text of its own, not a word beside its name. */
const TEXT_FROM = 28

/** Answers as they are read: short ones side by side, texts below them over the whole width. */
export function Answers({ answers }: { answers: readonly Answered[] }) {
  const given = answers.filter(({ value }) => value !== '')
  const isText = ({ value }: Answered): boolean => value.length >= TEXT_FROM || value.includes('\n')
  return (
    <>
      <Facts
        facts={given.filter((one) => !isText(one)).map(({ title, value }) => ({ term: title, value }))}
      />
      {given.filter(isText).map(({ title, value }) => (
        <div key={title} className="long-answer">
          <span className="quiet">{title}</span>
          <p>{value}</p>
        </div>
      ))}
    </>
  )
}
