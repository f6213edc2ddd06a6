//! `fieldlab up`: builds the world, binds, says where it is, serves until it is told to stop.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use fieldlab_server::{Application, ServerError, Settings};
use fieldlab_sim::Register;
use fieldlab_sim::data_register::DataRegister;
use fieldlab_world::World;

use crate::args::{UpArgs, WorldArgs};
use crate::commands::world;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &UpArgs) -> Result<(), Failure> {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("FIELDLAB_LOG")
                .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn")),
        )
        .with_writer(std::io::stderr)
        .init();
    let registers = registers(&args.registers)?;
    let store = store(args)?;
    let world = Arc::new(build(&args.world)?);
    runtime()?.block_on(async {
        let ledger = fieldlab_ledger::open(&store)
            .await
            .map_err(|error| Failure::from_error(&error))?;
        let settings = Settings {
            host: args.host,
            port: args.port,
            allowed_hosts: args.allow_hosts.clone(),
            token: args.token.clone(),
        };
        let application = Application::build(settings, Arc::clone(&world), registers, ledger)
            .await
            .map_err(|error| refused(&error))?;
        let address = format!("http://{}", application.address());
        let shutdown = stop_signal()?;
        output::line(&address);
        welcome(&address, &world);
        application
            .run_until(shutdown)
            .await
            .map_err(|error| Failure::from_error(&error))
    })
}

/// The async runtime of the shell.
pub(crate) fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::new(format!("cannot start the async runtime: {error}")))
}

/// The registers that come with fieldlab, and those in the user's folders.
pub(crate) fn registers(folders: &[PathBuf]) -> Result<Vec<Arc<dyn Register>>, Failure> {
    let mut registers = fieldlab_registers::all().map_err(|error| Failure::from_error(&error))?;
    for folder in folders {
        let register = own_register(folder)?;
        let name = &register.manifest().name;
        if registers.iter().any(|known| &known.manifest().name == name) {
            return Err(Failure::usage(format!(
                "there is a register `{name}` already ({})",
                folder.display()
            ))
            .help("give yours another `name` in its register.toml"));
        }
        registers.push(Arc::new(register));
    }
    Ok(registers)
}

fn own_register(folder: &Path) -> Result<DataRegister, Failure> {
    if !folder.join("register.toml").is_file() {
        return Err(
            Failure::usage(format!("no register.toml in `{}`", folder.display())).help(
                "a register is a folder with register.toml, openapi.yaml and responses/*.hbs",
            ),
        );
    }
    let name = folder.file_name().map_or_else(
        || "register".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    );
    DataRegister::load(&name, &|file| {
        std::fs::read_to_string(folder.join(file)).ok()
    })
    .map_err(|error| Failure::from_error(&error))
}

/// Builds the world that was asked for, or opens it.
pub(crate) fn build(args: &WorldArgs) -> Result<World, Failure> {
    match &args.world {
        Some(file) => world::open(file, args.controleer),
        None => world::build(&args.spec),
    }
}

fn store(args: &UpArgs) -> Result<String, Failure> {
    if let Some(folder) = &args.data_dir {
        std::fs::create_dir_all(folder).map_err(|error| {
            Failure::new(format!(
                "cannot make the data folder `{}`: {error}",
                folder.display()
            ))
            .help("give a folder you may write to with --data-dir")
        })?;
    }
    Ok(match (&args.store, &args.data_dir) {
        (Some(store), _) => store.clone(),
        (None, Some(folder)) => format!("sqlite:{}", folder.join("fieldlab.db").display()),
        (None, None) => "memory".to_owned(),
    })
}

fn refused(error: &ServerError) -> Failure {
    let failure = Failure::from_error(error);
    match error {
        ServerError::Bind { .. } => {
            failure.help("stop what listens there, or use --port 0 for a free port")
        }
        ServerError::Unguarded { .. } => failure.help(
            "choose a token with --token or FIELDLAB_TOKEN, such as `openssl rand -hex 16` prints; or leave --host out",
        ),
        _ => failure,
    }
}

/// Ends on Ctrl-C or, on Unix, SIGTERM.
fn stop_signal() -> Result<impl Future<Output = ()> + Send + 'static, Failure> {
    let failed = |error| Failure::new(format!("cannot listen for a stop signal: {error}"));
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
        let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
        Ok(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        })
    }
    #[cfg(not(unix))]
    {
        let _ = failed;
        Ok(async {
            let _ = tokio::signal::ctrl_c().await;
        })
    }
}

/// The text at start-up: where, whom to try, three calls that work when pasted.
fn welcome(address: &str, world: &World) {
    let overlay = fieldlab_world::Overlay::default();
    let view = fieldlab_world::View::new(world, &overlay);
    let personas = world.personas();
    output::note(&format!(
        "\nfieldlab {} serves {} on {address}\n\nPeople to try (fieldlab personas lists all {}):",
        env!("CARGO_PKG_VERSION"),
        world.identity(),
        personas.len()
    ));
    for persona in personas.iter().take(5) {
        output::note(&format!(
            "  {}  {}",
            persona.burgerservicenummer(),
            shorten(persona.verhaal(), 66)
        ));
    }
    let Some((bsn, adres)) = personas.iter().find_map(|persona| {
        let bsn = persona.burgerservicenummer();
        let id = view.persoon_met_bsn(bsn)?;
        let adres = view.persoon(id).verblijfplaats().adres()?;
        Some((bsn, view.adres(adres)))
    }) else {
        return;
    };
    let postcode = adres
        .postcode()
        .map(|postcode| postcode.to_string())
        .unwrap_or_default();
    let huisnummer = adres.huisnummer();
    output::note(&format!(
        "\nThree calls that work when pasted:\n\n\
         curl -s {address}/haalcentraal/api/brp/personen \\\n  \
           -H 'Content-Type: application/json' \\\n  \
           -d '{{\"type\":\"RaadpleegMetBurgerservicenummer\",\n       \
               \"burgerservicenummer\":[\"{bsn}\"],\n       \
               \"fields\":[\"naam.volledigeNaam\",\"leeftijd\",\"adressering\"]}}'\n\n\
         curl -s -H 'X-Api-Key: fieldlab' \\\n  \
           '{address}/lvbag/individuelebevragingen/v2/adressen?postcode={postcode}&huisnummer={huisnummer}'\n\n\
         curl -s {address}/_lab/registers\n\n\
         Ctrl-C stops it. Nothing here is about a real person."
    ));
}

/// The text, cut at a word so that it fits.
fn shorten(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let cut: String = text.chars().take(width - 1).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", &cut[..end])
}
