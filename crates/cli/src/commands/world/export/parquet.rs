//! Apache Parquet: a row group a piece, every column optional.

use std::fs::File;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use fieldlab_world::{View, World};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

use super::entities::Entity;
use super::row::{Column, Kind, Row};
use super::stream;

/// Rows of one group.
const GROUP: u32 = 65_536;

pub(super) fn write(world: &World, entity: &Entity, file: &mut File) -> io::Result<u64> {
    let schema = schema(entity).map_err(as_io)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(format!("fieldlab {}", env!("CARGO_PKG_VERSION")))
        .build();
    let mut writer =
        SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties)).map_err(as_io)?;
    let group = |view: View<'_>, places: Range<u32>| {
        let mut group = Group::new(entity.columns);
        for place in places {
            (entity.row)(view, place, &mut group);
        }
        group
    };
    let mut rows = 0;
    stream(world, entity, GROUP, group, |group: Group| {
        rows += group.rows;
        group.write(&mut writer).map_err(as_io)
    })?;
    writer.close().map_err(as_io)?;
    Ok(rows)
}

/// The system's own error, where there is one below.
fn as_io(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}

fn schema(entity: &Entity) -> Result<Type, ParquetError> {
    let fields = entity
        .columns
        .iter()
        .map(|(name, kind)| {
            let (physical, logical) = match kind {
                Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
                Kind::Number => (Physical::INT64, None),
                Kind::Decimal => (Physical::DOUBLE, None),
            };
            Type::primitive_type_builder(name, physical)
                .with_logical_type(logical)
                .with_repetition(Repetition::OPTIONAL)
                .build()
                .map(Arc::new)
        })
        .collect::<Result<_, _>>()?;
    Type::group_type_builder(entity.name)
        .with_fields(fields)
        .build()
}

/// The rows of a group, column by column.
struct Group {
    columns: Vec<Values>,
    at: usize,
    rows: u64,
    scratch: String,
}

/// The values that are there, and for each row whether there is one.
struct Values {
    there: Vec<i16>,
    list: List,
}

enum List {
    Text(Vec<ByteArray>),
    Number(Vec<i64>),
    Decimal(Vec<f64>),
}

impl Group {
    fn new(columns: &[Column]) -> Self {
        let columns = columns
            .iter()
            .map(|(_, kind)| Values {
                there: Vec::new(),
                list: match kind {
                    Kind::Text => List::Text(Vec::new()),
                    Kind::Number => List::Number(Vec::new()),
                    Kind::Decimal => List::Decimal(Vec::new()),
                },
            })
            .collect();
        Self {
            columns,
            at: 0,
            rows: 0,
            scratch: String::new(),
        }
    }

    fn next(&mut self, there: bool) -> &mut List {
        let column = &mut self.columns[self.at];
        self.at += 1;
        column.there.push(there.into());
        &mut column.list
    }

    fn write<W: io::Write + Send>(
        self,
        writer: &mut SerializedFileWriter<W>,
    ) -> Result<(), ParquetError> {
        let mut group = writer.next_row_group()?;
        for values in self.columns {
            let Some(mut column) = group.next_column()? else {
                break;
            };
            let there = Some(values.there.as_slice());
            match &values.list {
                List::Text(list) => column
                    .typed::<ByteArrayType>()
                    .write_batch(list, there, None),
                List::Number(list) => column.typed::<Int64Type>().write_batch(list, there, None),
                List::Decimal(list) => column.typed::<DoubleType>().write_batch(list, there, None),
            }?;
            column.close()?;
        }
        group.close()?;
        Ok(())
    }
}

impl Row for Group {
    fn text(&mut self, value: &str) {
        if let List::Text(list) = self.next(true) {
            list.push(ByteArray::from(value));
        }
    }

    fn number(&mut self, value: i64) {
        if let List::Number(list) = self.next(true) {
            list.push(value);
        }
    }

    fn decimal(&mut self, thousandths: i64) {
        if let List::Decimal(list) = self.next(true) {
            list.push(thousandths as f64 / 1000.0);
        }
    }

    fn none(&mut self) {
        self.next(false);
    }

    fn end(&mut self) {
        debug_assert_eq!(self.at, self.columns.len(), "a row has all columns");
        self.at = 0;
        self.rows += 1;
    }

    fn scratch(&mut self) -> String {
        std::mem::take(&mut self.scratch)
    }

    fn give_back(&mut self, scratch: String) {
        self.scratch = scratch;
    }
}
