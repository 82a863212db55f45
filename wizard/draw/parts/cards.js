function el(tag, className, text) {
  const node = document.createElement(tag)
  node.className = className
  node.textContent = text
  return node
}

export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".cards")
  box.classList.toggle("rows", data.rows)
  box.inert = false
  box.replaceChildren(...data.cards.map((card) => {
    const button = el("button", "card", "")
    button.type = "button"
    // In a list several may have the same title; what tells them apart belongs to the name.
    button.setAttribute("aria-label", data.rows ? `${card.title}, ${card.text}` : card.title)
    const words = el("span", "words", "")
    words.append(el("span", "title", card.title))
    if (card.text) words.append(el("span", "text", card.text))
    button.append(words)
    if (card.note) button.append(el("span", "note", card.note))
    if (card.text || card.note) button.setAttribute("aria-description", [card.text, card.note].filter(Boolean).join(". "))
    button.onclick = () => {
      // A second click must not choose twice; the page draws these anew when it is still the same page.
      box.inert = true
      setTimeout(() => { box.inert = false }, 3000)
      setTriggerValue("pick", card.name)
    }
    return button
  }))
}
