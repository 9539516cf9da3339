//! Reads CSV as RFC 4180 has it and as nothing more: an independent and unforgiving reader.

/// The records of a document, or what is wrong with it.
pub fn read(text: &str) -> Result<Vec<Vec<String>>, String> {
    let mut records = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let mut record = Vec::new();
        loop {
            let (field, behind) = field(rest)?;
            record.push(field);
            if let Some(next) = behind.strip_prefix(',') {
                rest = next;
            } else if let Some(next) = behind.strip_prefix("\r\n") {
                rest = next;
                break;
            } else {
                return Err(format!("a field ends with {:?}", behind.chars().next()));
            }
        }
        records.push(record);
    }
    Ok(records)
}

fn field(text: &str) -> Result<(String, &str), String> {
    let Some(mut rest) = text.strip_prefix('"') else {
        let end = text.find([',', '\r', '\n', '"']).unwrap_or(text.len());
        let (field, behind) = text.split_at(end);
        return Ok((field.to_owned(), behind));
    };
    let mut field = String::new();
    loop {
        let end = rest.find('"').ok_or("a quote is not closed")?;
        let (part, behind) = rest.split_at(end);
        field.push_str(part);
        match behind.strip_prefix("\"\"") {
            Some(next) => {
                field.push('"');
                rest = next;
            }
            None => return Ok((field, behind.strip_prefix('"').unwrap_or(behind))),
        }
    }
}
