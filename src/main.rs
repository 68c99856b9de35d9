//! Arguments to exit status; everything else is in the library.

fn main() -> std::process::ExitCode {
    parallax::cli::run()
}
