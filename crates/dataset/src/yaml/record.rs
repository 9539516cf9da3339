//! The macro that declares a type which is written as a map in YAML.

/// Declares a struct, how it is read from a map, and its JSON Schema, so that each field is named once.
///
/// `field: Type` is read as its own form, `field: Type as Form` as another one; see
/// [`FromYaml`](crate::yaml::form::FromYaml). `..facts: Facts` adds the fields of a table of facts. The function after
/// `check` looks at the fields together.
#[macro_export]
macro_rules! record {
    (
        $(#[doc = $doc:literal])+
        $name:ident $([$($derive:ident),+])?, $what:literal $(, check $check:path)? {
            $($(#[doc = $meaning:literal])+ $field:ident: $type:ty $(as $form:ty)?,)+
            $(..$facts:ident: $table:ty)?
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize $($(, $derive)+)?)]
        pub struct $name { $($(#[doc = $meaning])+ pub $field: $type,)+ $(
            /// The facts.
            pub $facts: $crate::lazy::Lazy<$table>,
        )? }

        impl $crate::yaml::form::FromYaml for $name {
            fn read(
                node: &$crate::yaml::node::Node,
                at: &$crate::yaml::path::Path<'_>,
                reader: &mut $crate::yaml::reader::Reader<'_>,
            ) -> Option<Self> {
                let mut map = reader.map(node, at, $what, "field: value")?;
                $(let $field = map.read::<$type, $crate::record!(@form $type $(as $form)?)>(stringify!($field), reader);)+
                $(let $facts = <$table>::read(&mut map, reader);)?
                map.finish(reader);
                let record = Self { $($field: $field?,)+ $($facts: $facts.into(),)? };
                $(let record = $check(record, at, reader)?;)?
                Some(record)
            }

            fn schema(definitions: &mut $crate::yaml::form::Definitions) -> serde_json::Value {
                definitions.define(stringify!($name), |definitions| {
                    let fields: Vec<$crate::yaml::form::FieldSchema> = vec![$({
                        type Form = $crate::record!(@form $type $(as $form)?);
                        (
                            stringify!($field),
                            concat!($($meaning),+),
                            <Form as $crate::yaml::form::FromYaml<$type>>::schema(definitions),
                            <Form as $crate::yaml::form::FromYaml<$type>>::absent().is_none(),
                        )
                    },)+];
                    $(let fields = [fields, <$table>::schemas(definitions)].concat();)?
                    $crate::yaml::form::object(concat!($($doc),+), fields)
                })
            }
        }
    };
    (@form $type:ty) => { $type };
    (@form $type:ty as $form:ty) => { $form };
}
