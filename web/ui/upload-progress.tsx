type Props = { label: string; sent: number; bytes: number; words: string }

/** How far a file is: a bar, and the same in words. */
export function UploadProgress({ label, sent, bytes, words }: Props) {
  return (
    <div className="upload-progress">
      <progress aria-label={label} value={sent} max={bytes} />
      <span className="quiet">{words}</span>
    </div>
  )
}
