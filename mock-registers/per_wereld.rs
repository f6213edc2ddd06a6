//! What a register makes of a world when somebody first asks for it, and keeps.

use std::sync::{Arc, PoisonError, RwLock};

use fieldlab_world::World;

/// So many worlds are kept: a simulator has one, and an empty one for teams that ask for it.
const WERELDEN: usize = 4;

/// Something made once for each world.
#[derive(Debug)]
pub(crate) struct PerWereld<T> {
    /// By the identity of the world, the oldest first.
    gemaakt: RwLock<Vec<(String, Arc<T>)>>,
}

impl<T> Default for PerWereld<T> {
    fn default() -> Self {
        Self {
            gemaakt: RwLock::default(),
        }
    }
}

impl<T> PerWereld<T> {
    /// That of a world; made now when it is not there yet, while others wait.
    pub(crate) fn van(&self, world: &World, maak: impl FnOnce(&World) -> T) -> Arc<T> {
        let wereld = world.identity();
        let zoek = |rij: &[(String, Arc<T>)]| {
            rij.iter()
                .find(|(bekend, _)| *bekend == wereld)
                .map(|(_, iets)| Arc::clone(iets))
        };
        let bekend = zoek(&self.gemaakt.read().unwrap_or_else(PoisonError::into_inner));
        if let Some(bekend) = bekend {
            return bekend;
        }
        let mut rij = self.gemaakt.write().unwrap_or_else(PoisonError::into_inner);
        // Somebody may have been first.
        if let Some(bekend) = zoek(&rij) {
            return bekend;
        }
        let nieuw = Arc::new(maak(world));
        if rij.len() >= WERELDEN {
            rij.remove(0);
        }
        rij.push((wereld, Arc::clone(&nieuw)));
        nieuw
    }
}
