//! The macro that declares a type which is written as a map in YAML.

/// Declares a struct, how it is read from a map, and its JSON Schema, so that each field is named once.
///
/// `field: Type` is read as its own form, `field: Type as Form` as another one; see
/// [`FromYaml`](crate::yaml::form::FromYaml). `..facts: Facts` adds the fields of a table of facts, and `; field: Type` one
/// that is not read. A struct with a type parameter and the form in which that is written is defined once for each. The text
/// after `like` is an example of its fields. A record for which the function after `refuse` is true is a fault with a problem
/// and a remedy; the function after `check` looks at the fields together in other ways.
#[macro_export]
macro_rules! record {
    (
        $(#[doc = $doc:literal])+
        $name:ident $(<$value:ident as $value_form:ident>)? $([$($derive:ident),+])?, $what:literal
        $(, like $example:literal)? $(, refuse $wrong:expr, $problem:literal, $remedy:literal)? $(, check $check:path)? {
            $($(#[doc = $meaning:literal])* $field:ident: $type:ty $(as $form:ty)?,)+
            $(..$facts:ident: $table:ty)?
            $(; $(#[doc = $unread_meaning:literal])+ $unread:ident: $unread_type:ty)?
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize $($(, $derive)+)?)]
        pub struct $name $(<$value>)? { $($(#[doc = $meaning])* pub $field: $type,)+ $(
            pub $facts: $crate::lazy::Lazy<$table>,
        )? $($(#[doc = $unread_meaning])+ pub $unread: $unread_type,)? }

        impl $(<$value: PartialEq, $value_form: $crate::yaml::form::FromYaml<$value>>)?
            $crate::yaml::form::FromYaml$(<$name<$value>>)? for $name $(<$value_form>)?
        {
            fn read(node: &$crate::yaml::Node, at: &$crate::yaml::Path<'_>, reader: &mut $crate::yaml::Reader<'_>)
                -> Option<$name $(<$value>)?>
            {
                let mut map = reader.map(node, at, $what, $crate::record!(@example $($example)?))?;
                $(let $field = map.read::<$type, $crate::record!(@form $type $(as $form)?)>(stringify!($field), reader);)+
                $(let $facts = <$table>::read(&mut map, reader);)?
                map.finish(reader);
                let record = $name {
                    $($field: $field?,)+ $($facts: $facts.into(),)? $($unread: Default::default(),)?
                };
                $(if Some(&record).is_some_and($wrong) {
                    return reader.refuse(at, $problem, $remedy);
                })?
                $(let record = $check(record, at, reader)?;)?
                Some(record)
            }

            fn schema(definitions: &mut $crate::yaml::form::Definitions) -> serde_json::Value {
                let name = $crate::record!(@name definitions $name $($value)?);
                definitions.define(&name, |definitions| {
                    let fields: Vec<$crate::yaml::form::FieldSchema> = vec![$((
                        stringify!($field),
                        concat!($($meaning),*),
                        <$crate::record!(@form $type $(as $form)?) as $crate::yaml::form::FromYaml<$type>>::schema(definitions),
                        <$crate::record!(@form $type $(as $form)?) as $crate::yaml::form::FromYaml<$type>>::absent().is_none(),
                    ),)+];
                    $(let fields = [fields, <$table>::schemas(definitions)].concat();)?
                    $crate::yaml::form::object(concat!($($doc),+), fields)
                })
            }
        }
    };
    (@form $type:ty) => { $type };
    (@form $type:ty as $form:ty) => { $form };
    (@example) => { "field: value" };
    (@example $example:literal) => { $example };
    (@name $definitions:ident $name:ident) => { stringify!($name).to_owned() };
    (@name $definitions:ident $name:ident $value:ident) => { format!("{}{}", $definitions.fact, stringify!($name)) };
}
