//! A Dockerfile as a list of instructions.

/// One instruction: `FROM`, `USER`, …
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Instruction {
    pub(super) line: u64,
    /// In capitals.
    pub(super) word: String,
    pub(super) rest: String,
}

/// Reads instructions: lines that end in the escape sign go on, comments and the bodies of here-documents do not count.
pub(super) fn parse(text: &str) -> Vec<Instruction> {
    let escape = text
        .lines()
        .take_while(|line| line.starts_with('#'))
        .find_map(|line| line.trim_start_matches(['#', ' ']).strip_prefix("escape="))
        .and_then(|sign| sign.trim().chars().next())
        .unwrap_or('\\');
    let mut instructions: Vec<Instruction> = Vec::new();
    let mut open: Option<Instruction> = None;
    let mut until: Option<String> = None;
    for (number, line) in text.lines().enumerate() {
        if let Some(end) = &until {
            if line.trim() == end {
                until = None;
            }
            continue;
        }
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (part, more) = match line.strip_suffix(escape) {
            Some(part) => (part.trim_end(), true),
            None => (line, false),
        };
        let mut instruction = match open.take() {
            Some(mut instruction) => {
                instruction.rest.push(' ');
                instruction.rest.push_str(part);
                instruction
            }
            None => {
                let (word, rest) = part.split_once(char::is_whitespace).unwrap_or((part, ""));
                Instruction {
                    line: number as u64 + 1,
                    word: word.to_uppercase(),
                    rest: rest.to_owned(),
                }
            }
        };
        if more {
            open = Some(instruction);
            continue;
        }
        until = here_document(&instruction);
        instruction.rest = instruction.rest.trim().to_owned();
        instructions.push(instruction);
    }
    instructions.extend(open);
    instructions
}

/// The word that ends a here-document, when the instruction begins one.
fn here_document(instruction: &Instruction) -> Option<String> {
    if !matches!(instruction.word.as_str(), "RUN" | "COPY" | "ADD") {
        return None;
    }
    let (_, after) = instruction.rest.split_once("<<")?;
    let word: String = after
        .trim_start_matches(['-', '"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
        .collect();
    (!word.is_empty()).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_go_on_and_comments_do_not_count() {
        let found = parse(
            "# x\nfrom a AS b\nRUN x \\\n  # in between\n  && y\nRUN <<EOF\nUSER root\nEOF\nUSER 1\n",
        );
        let told: Vec<_> = found
            .iter()
            .map(|i| (i.line, i.word.as_str(), i.rest.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                (2, "FROM", "a AS b"),
                (3, "RUN", "x && y"),
                (6, "RUN", "<<EOF"),
                (9, "USER", "1")
            ]
        );
    }
}
