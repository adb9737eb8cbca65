//! What the command line says about itself: `completions`, `man`, `help`.

use std::io;

use clap_mangen::Man;

use super::{
    answer::Answer,
    error::{Code, Failure},
    help::{command_line, of_command},
};
use crate::i18n::I18n;

/// Sections of the page after the commands: the heading and the text.
const SECTIONS: [(&str, &str); 3] = [
    ("cli-man-exit", "cli-man-exit-text"),
    ("cli-man-environment", "cli-man-environment-text"),
    ("cli-man-files", "cli-man-files-text"),
];

/// Completions for a shell.
pub fn completions(shell: clap_complete::Shell, i18n: &I18n) -> Result<Answer, Failure> {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut command_line(i18n), "parasol", &mut bytes);
    as_answer(bytes, i18n)
}

/// The help of a command.
pub fn help(command: Option<&str>, i18n: &I18n) -> Result<Answer, Failure> {
    of_command(command, i18n).map(Answer::of)
}

/// The manual page: one page for all commands.
pub fn man(i18n: &I18n) -> Result<Answer, Failure> {
    let mut bytes = Vec::new();
    match page(i18n, &mut bytes) {
        Ok(()) => as_answer(bytes, i18n),
        Err(error) => Err(Failure::new(i18n, Code::Output, &[("detail", error.to_string().into())])),
    }
}

/// Every command below another, each followed by those below it.
fn collect(above: &clap::Command, commands: &mut Vec<clap::Command>) {
    for command in above.get_subcommands() {
        commands.push(command.clone());
        collect(command, commands);
    }
}

fn page(i18n: &I18n, out: &mut Vec<u8>) -> io::Result<()> {
    let mut root = command_line(i18n);
    root.build();
    let mut commands = Vec::new();
    collect(&root, &mut commands);
    let man = Man::new(root);
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    man.render_options_section(out)?;
    for command in commands {
        let heading = command.get_bin_name().unwrap_or_else(|| command.get_name()).to_uppercase();
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        out.extend(section(&heading, &about).into_bytes());
        // Global options stand once, at the top.
        let own = command.mut_args(|arg| {
            let global = arg.is_global_set();
            arg.hide(global)
        });
        let man = Man::new(own);
        let mut below = Vec::new();
        man.render_synopsis_section(&mut below)?;
        man.render_options_section(&mut below)?;
        out.extend(String::from_utf8_lossy(&below).replace("\n.SH ", "\n.SS ").into_bytes());
    }
    for (heading, text) in SECTIONS {
        out.extend(section(&i18n.text(heading).to_uppercase(), &i18n.text(text)).into_bytes());
    }
    Ok(())
}

/// A section of a manual page. Lines of the text stand as paragraphs.
fn section(heading: &str, text: &str) -> String {
    let lines = text.lines().filter(|line| !line.is_empty());
    let paragraphs: String = lines.flat_map(|line| [".PP\n".to_owned(), escaped(line), "\n".to_owned()]).collect();
    format!("\n.SH \"{}\"\n{paragraphs}", escaped(heading))
}

/// Text as roff has it: a line must not begin like a request.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-").replace('"', "\\(dq");
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}

fn as_answer(bytes: Vec<u8>, i18n: &I18n) -> Result<Answer, Failure> {
    String::from_utf8(bytes)
        .map(Answer::of)
        .map_err(|error| Failure::new(i18n, Code::Output, &[("detail", error.to_string().into())]))
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::*;

    #[test]
    fn the_manual_page_has_every_command_and_exit_codes() {
        let text = man(&I18n::new("en")).unwrap().text;
        for command in ["FIND", "SHOW", "BROWSE", "STATUS", "DOCTOR", "COMPLETIONS", "MAN"] {
            assert!(text.contains(&format!(".SH \"PARASOL {command}\"")), "{command} is missing in\n{text}");
        }
        assert!(text.contains("EXIT STATUS") && text.contains("PARASOL_DATA_DIR"), "{text}");
        assert_eq!(text.matches("\\-\\-data\\-dir").count(), 1 + 1, "in the synopsis and the options only");
    }

    #[test]
    fn completions_exist_for_every_shell() {
        for shell in clap_complete::Shell::value_variants() {
            assert!(completions(*shell, &I18n::new("en")).unwrap().text.contains("parasol"), "{shell}");
        }
    }

    #[test]
    fn a_line_cannot_begin_like_a_request() {
        assert_eq!(escaped(".SH \"x\""), "\\&.SH \\(dqx\\(dq");
    }
}
