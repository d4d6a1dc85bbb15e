//! Literals to tokens.

/// Splits a literal into the tokens that the tokenizer would make of it.
///
/// Letters and digits stay together, with dots inside (`U.S.`); hyphens, punctuation and the
/// clitics `n't`, `'s`, `'re`, … are tokens of their own.
#[must_use]
pub fn split_literal(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for word in text.split_whitespace() {
        split_word(word, &mut out);
    }
    out
}

fn split_word(word: &str, out: &mut Vec<String>) {
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let len = if first.is_ascii_digit() {
            digits_len(rest)
        } else if first.is_alphabetic() {
            letters_len(rest)
        } else if matches!(first, '\'' | '’') {
            // A clitic: the apostrophe with the letters behind it.
            let tail = rest.chars().skip(1).take_while(|c| c.is_alphabetic());
            first.len_utf8() + tail.map(char::len_utf8).sum::<usize>()
        } else {
            first.len_utf8()
        };
        let (token, tail) = rest.split_at(len.min(rest.len()));
        let negated = token.ends_with('n') && token.len() > 1;
        if negated && (tail.starts_with("'t") || tail.starts_with("’t")) {
            let (stem, n) = token.split_at(token.len() - 1);
            let end = tail.find('t').map_or(tail.len(), |i| i + 1);
            out.push(stem.to_string());
            out.push(format!("{n}{}", &tail[..end]));
            rest = &tail[end..];
            continue;
        }
        out.push(token.to_string());
        rest = tail;
    }
}

/// Digits with their grouping and decimal marks.
fn digits_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        let mark = matches!(bytes[i], b',' | b'.');
        let goes_on = bytes.get(i + 1).is_some_and(u8::is_ascii_digit);
        if !(bytes[i].is_ascii_digit() || (mark && goes_on)) {
            break;
        }
        i += 1;
    }
    i
}

/// Letters and digits, and dots in abbreviations of single letters.
fn letters_len(text: &str) -> usize {
    let run = |t: &str| -> usize {
        t.chars().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum()
    };
    let mut len = run(text);
    let single = |t: &str, l: usize| t[..l].chars().count() == 1;
    if single(text, len) && text[len..].starts_with('.') {
        let mut dotted = len + 1;
        let mut letters = 1;
        loop {
            let next = run(&text[dotted..]);
            if next == 0 || !single(&text[dotted..], next) {
                break;
            }
            letters += 1;
            dotted += next;
            if !text[dotted..].starts_with('.') {
                break;
            }
            dotted += 1;
        }
        if letters > 1 {
            len = dotted;
        }
    }
    len
}
