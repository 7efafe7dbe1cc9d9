"""What stands on Vietnamese pages that Streamlit wrote."""

from __future__ import annotations

import re

from playwright.sync_api import Page

ENGLISH = re.compile(
    r"Skip to|Choose an? |Choose options|Link to heading|No results|Page not found|Running|Press"
    r" |Enter to|Drag and drop|Browse|per file|Limit |Upload|Clear |Open\b|Show suggestions|Help"
    r"|Select |Close|Fullscreen|Stop\b|Rerun|Connecting|Loading|Add files|Main menu|Settings"
    r"|Today\b|Previous|Next\b"
)
"""Words of Streamlit's own, wherever on a page they could stand."""

SPOKEN = """
() => {
  const texts = [];
  const seen = (element) => !['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(element.tagName);
  for (const element of document.body.querySelectorAll('*')) {
    if (!seen(element)) continue;
    for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description'])
      if (element.hasAttribute(name)) texts.push(element.getAttribute(name));
    for (const child of element.childNodes)
      if (child.nodeType === 3 && child.textContent.trim()) texts.push(child.textContent.trim());
  }
  return texts;
}
"""


def foreign(page: Page) -> list[str]:
    """The English texts and names on a page."""
    return sorted({text for text in page.evaluate(SPOKEN) if ENGLISH.search(text)})
