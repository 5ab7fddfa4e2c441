import type { Lexicon } from './atoms.ts';

/** Spanish, Spain and Latin America. */
export const spanish: Lexicon = {
  person: `
    contacto; contactos; persona; persona de contacto; miembro; suscriptor; socio; contacto principal; personas;
    responsable contacto; alumno; paciente; titular; participante; afiliado`,
  customer: 'cliente; clientes; tercero',
  lead: 'prospecto; prospectos; lead; candidato; posible cliente; cliente potencial; interesado; precliente',
  company: `
    empresa; compañía; cuenta; organización; organizacion; razón social; empleador; institución; empresas; cuentas;
    compañia; sociedad; nombre comercial; entidad; negocio empresa; nombre de empresa; nombre fiscal;
    denominación social; organismo; asociación;
    denominación comercial`,
  deal: `
    oportunidad; negocio; trato; venta oportunidad; negociación; oportunidades; negocios; operación;
    oportunidad de venta; oportunidad de negocio`,
  activity: `
    actividad; tarea; llamada; reunión; evento; cita; tareas; actividades; visita; interacción; interacciones;
    llamadas; reuniones; gestión; eventos; citas; visitas`,
  product: 'producto; artículo; servicio; productos; servicios',
  user: 'usuario',
  work: 'trabajo; oficina; laboral; profesional; empresarial; of',
  home: 'casa; domicilio; particular; hogar; residencia',
  personal: 'personal; privado; privada',
  other: 'otro; otra; otros; otras; adicional',
  alternate: `
    alternativo; alternativa; secundario; secundaria; segundo; segunda; alterno; alterna; 2do; tercer;
    tercero teléfono; opcional`,
  primary: 'principal; primario; primaria; preferido; preferida; predeterminado',
  main: 'central; general; sede; fijo; matriz; conmutador; sede central; recepción; centralita',
  direct: 'directo; directa',
  day: 'diurno',
  evening: 'nocturno; noche',
  mailing: 'correspondencia; envío postal',
  postal: 'postal',
  billing: 'facturación; factura; cobro; facturar',
  shipping: 'envío; entrega; despacho',
  legal: 'fiscal; legal; registrado; social',
  expected: `
    esperado; esperada; estimado; estimada; previsto; prevista; prevision; previsión; proyectado; proyectada;
    probable; pronosticado`,
  actual: 'real; efectivo; efectiva',
  current: 'actual; asociado; asociada; relacionado; relacionada; vinculado; vinculada',
  name: 'nombre; denominación; nombres nombre',
  first_name: 'nombres; primer nombre; nombre de pila; nombre propio',
  last_name: 'apellido; apellidos; apellido paterno; primer apellido; apellido s',
  full_name: `
    nombre completo; nombre y apellidos; nombre y apellido; nombres y apellidos; apellidos y nombre;
    apellidos nombre; nombre apellidos; apellido y nombre; nombres y apellido; apellidos y nombres; nombre apellido`,
  salutation: 'saludo; tratamiento; título de cortesía; trato cortesía; prefijo; sr sra',
  title: 'título; titulo',
  job_title: `
    cargo; puesto; puesto de trabajo; posición; función; rol; título del trabajo; título laboral; ocupación cargo;
    título profesional; cargo que ocupa; empleo; rol empresa; cargo empresa; posición empresa; título del puesto`,
  department: 'departamento; área; depto; dpto; división; área departamento',
  email: `
    correo; correo electrónico; e-mail; email; dirección de correo; dirección de correo electrónico; mail; correo e;
    correos; dirección email; correo electronico; email correo; dirección de email; c electrónico; correo email;
    correos electrónicos; casilla de correo`,
  phone: `
    teléfono; tel; número de teléfono; fono; telf; teléfono fijo; tlf; tfno; número telefónico; núm teléfono;
    nº teléfono; teléfonos; telef; numero telefono; no telefono; tel fijo; tlfno; n telefono; num telefono;
    tel contacto; telefono contacto; número de contacto; número telefonico`,
  mobile: `
    móvil; celular; teléfono móvil; teléfono celular; cel; tel móvil; número de móvil; número de celular;
    número celular; móviles; tel celular; telefono movil; número móvil; tlf móvil; cell`,
  fax: 'fax; número de fax; telefax; nº fax',
  website: `
    sitio web; página web; web; sitio; página; pagina web; sitio de internet; url web; dirección web; pág web;
    url del sitio web; url sitio web; página de internet; portal; sitioweb; pag web`,
  url: 'enlace; vínculo; liga',
  domain: 'dominio; nombre de dominio; dominio de la empresa; nombre de dominio de la empresa',
  linkedin: 'perfil de linkedin; página de linkedin; url de linkedin; linkedin perfil',
  address: `
    dirección; domicilio dirección; dirección completa; direccion; dir; direcciones; dirección física;
    ubicación dirección; domicilio completo`,
  street: `
    calle; calle y número; dirección 1; dirección línea 1; vía; domicilio calle; calle número; línea de dirección 1;
    dirección calle; calle 1; nombre de la calle; dirección postal calle; calle nº; avenida; av; nombre calle;
    dirección de la calle`,
  line2: `
    dirección 2; dirección línea 2; complemento; piso; departamento interior; número interior; línea de dirección 2;
    interior; calle 2; piso puerta; edificio; puerta; colonia 2; planta; dirección complemento; dirección adicional;
    complemento de dirección; complemento dirección; apto`,
  city: `
    mpio; deleg; delegación municipal; alcaldía; ciudad; población; localidad; municipio; poblacion;
    ciudad localidad; ciudad población; villa; ciudad municipio; delegación municipio; ciudades; pueblo; comuna`,
  region: `
    provincia; comunidad autónoma; región; departamento provincia; estado provincia; estado región;
    provincia estado; ccaa; entidad federativa; provincia región; estado o provincia; región estado;
    estado departamento; provincia o estado; comunidad`,
  state_or_status: 'estado',
  county: 'comarca; cantón; condado; partido',
  postal_code: `
    código postal; cp; c p; codigo postal; código zip; cód postal; cod postal; codpostal; apartado postal código;
    c postal; código postal zip`,
  country: `
    país; pais; país región; código de país; código país; nación; país de residencia; países; país cliente`,
  industry: `
    industria; sector; rubro; giro; ramo; actividad económica; sector industrial; giro de la empresa; sectores;
    sector de actividad; sector empresarial; sector económico; tipo de industria; industrias; giro comercial;
    actividad sector; rubro empresa`,
  employees: `
    empleados; número de empleados; nº de empleados; cantidad de empleados; tamaño de la empresa; num empleados;
    trabajadores; número de trabajadores; plantilla; nº empleados; no empleados; tamaño empresa; no de empleados;
    tamaño; rango de empleados; total empleados; n de empleados; colaboradores número`,
  revenue: `
    ingresos anuales; facturación anual; ingresos; volumen de ventas; ventas anuales; ingreso anual;
    facturacion anual; ingresos anual; facturación empresa; volumen de negocio; volumen de facturación;
    cifra de negocio; renta anual; rango de facturación; volumen de negocios`,
  description: `
    resumen; descripción; comentario; comentarios; observación; observaciones; información adicional; detalles; información;
    acerca de; descripcion; obs; memo; info; más información; otros datos; antecedentes; detalle; otra información;
    información de la descripción; anotaciones; datos adicionales; anotación; información complementaria`,
  note: 'nota; notas; contenido',
  parent: `
    empresa matriz; cuenta matriz; empresa padre; cuenta padre; casa matriz; filial de; miembro de;
    cuenta principal; organización principal; empresa principal; grupo empresarial; organización matriz;
    matriz empresa; pertenece a`,
  id: 'id; identificador; clave; identificación; id único',
  external_id: 'id externo; identificador externo; código externo; clave externa; id anterior',
  number: 'número; nº; núm; num; nro; numero; n',
  code: 'código; codigo; cód; cod; sigla; abreviatura',
  type: 'tipo; clase',
  status: `
    estatus; situación; status; estado actual; estado del registro; estado cliente; estado del contacto;
    estado lead; estado de prospecto`,
  stage: `
    etapa; fase; etapa de venta; etapa del negocio; fase de venta; etapa de ventas; fase de ventas; etapa del trato;
    etapa de la oportunidad; fase de la oportunidad; fase del negocio; etapa de la venta; etapa oportunidad;
    etapa comercial; fase oportunidad; etapa del embudo`,
  lifecycle: 'ciclo de vida; etapa del ciclo de vida; fase del ciclo de vida',
  source: 'fuente; origen; procedencia',
  lead_source: `
    fuente del lead; origen del prospecto; fuente de prospecto; origen del contacto; medio de contacto; canal;
    origen de prospecto; fuente de contacto; cómo nos conoció; fuente original; origen del lead; fuente lead;
    origen lead; origen cliente; origen de la oportunidad; toma de contacto; fuente de la oportunidad;
    canal de adquisición; fuente de posible cliente; fuente principal; medio por el que nos conoció; cómo se enteró;
    canal de captación; cómo nos ha conocido; fuente cliente; canal de origen; canal de entrada; medio de captación;
    fuente de cliente potencial; campaña de origen canal; fuente prospecto; medio`,
  tags: 'etiquetas; tags; palabras clave; etiqueta; rótulos; tag; marcas etiquetas',
  category: 'categoría; grupo; segmento; clasificación; segmentación; categoria; segmentos',
  groups: 'categorías; grupos',
  owner: `
    propietario; responsable; asignado a; asignado; vendedor; ejecutivo; comercial; ejecutivo de cuenta; agente;
    dueño; asesor; encargado; propietario del contacto; propietario de la cuenta; gestor; usuario asignado;
    atendido por; comercial asignado; asesor comercial; agente comercial; representante; ejecutivo comercial;
    propietario del registro; usuario responsable; ejecutivo de ventas; usuario propietario;
    representante de ventas; administrador de cuenta; asesor asignado; vendedor asignado; delegado;
    gestor comercial; asesor de ventas; usuario encargado`,
  created: `
    negocio creado; creado; creado el; fecha de creación; fecha creación; fecha de alta; agregado el; fecha alta;
    alta; fecha de registro; fecha de ingreso; registrado el; fecha de inscripción; hora de creación;
    fecha registro; creación; fecha ingreso; añadido el; fecha de entrada; cliente desde; fecha de suscripción;
    fecha y hora de creación; fecha hora creación; fecha creado; creado en; fecha de captura; fecha entrada;
    fecha inscripción; fecha de incorporación; socio desde; día de alta; dado de alta; creada; creada el;
    tiempo de creación; fecha captura; fecha de la creación; fecha hora de creación; hora creación;
    fecha de afiliación; agregado`,
  updated: `
    modificado; modificado el; fecha de modificación; actualizado; actualizado el; última modificación;
    última actualización; hora de modificación; fecha modificación; fecha de actualización;
    fecha de última modificación; fecha última modificación; editado; modificación; fecha y hora de modificación;
    fecha hora modificación; actualización; fecha actualización; última edición; fecha última actualización;
    fecha de la última modificación; modificada; modificada el; hora de la última modificación;
    última hora modificada; hora modificación; fecha de última actualización; última vez modificado; actualizada;
    fecha modificado; modificado en`,
  date: 'fecha; día',
  time: 'hora',
  birthday: `
    cumpleaños; fecha de nacimiento; nacimiento; f nacimiento; fecha nacimiento; fec nacimiento; fecha nac; fnac;
    fecha cumpleaños; nacido el; fecha de cumpleaños; cumple`,
  amount: `
    importe; monto; valor; cantidad monto; valor del negocio; valor del trato; monto total; importe total; precio;
    presupuesto monto; valor estimado; ingreso esperado; total; importe previsto; valor total; ingresos previstos;
    ingresos esperados; monto estimado; monto de la oportunidad; importe oportunidad; valor de la oportunidad;
    valor oportunidad; ingreso estimado; valor contrato; importe estimado; importe de la oportunidad; importe venta;
    monto venta; cuantía; valor de venta; valor negocio; precio de venta; ingresos estimados`,
  currency: 'moneda; divisa; código de moneda; tipo de moneda',
  pipeline: `
    embudo; pipeline; embudo de ventas; proceso de ventas; proceso de venta; canalización; flujo de ventas;
    proceso comercial`,
  probability: `
    probabilidad; probabilidad de cierre; probabilidad de éxito; posibilidad; probabilidad de ganar;
    probabilidad de venta; certeza; porcentaje de probabilidad; porcentaje de cierre; porcentaje de éxito;
    probabilidad cierre`,
  close: `
    cierre; fecha de cierre; fecha cierre; cerrado el; cerrado; fecha de venta; fecha de la venta; fecha venta;
    fecha de firma; fecha cerrado; fecha de ciere; fecha y hora de cierre; fecha adjudicación`,
  won: 'ganado; ganada; ganado el; fecha ganado; ganada el',
  lost: 'perdido; perdida; perdido el; fecha perdido; pérdida; perdida el',
  reason: 'razón; motivo; causa',
  lost_reason: `
    motivo de pérdida; razón de pérdida; razón de la pérdida; motivo perdido; razón perdido;
    razón por la que se perdió; motivo de perdida; motivo de la pérdida; causa de pérdida; razón de perdida;
    motivo pérdida; razón de rechazo; motivo de rechazo; motivo pérdida negocio; razón de negocio perdido;
    razón pérdida; causa perdida`,
  next_step: 'siguiente paso; próximo paso; próxima acción; siguientes pasos; próximos pasos; siguiente acción',
  subject: 'asunto; tema; nombre de la tarea; título de la tarea; nombre de la actividad',
  body: 'texto; mensaje; cuerpo; contenido mensaje; cuerpo del mensaje; minuta; acta',
  due: `
    vencimiento; fecha de vencimiento; vence el; fecha límite; fecha programada; fecha vencimiento; fecha y hora;
    fecha de la actividad; fecha prevista; fecha agendada; agendado para; fecha actividad; fecha de la tarea;
    fecha de entrega tarea; vence; fecha de la cita; programado para; plazo`,
  done: 'completado; hecho; terminado; finalizado; realizado; completada; realizada; finalizada; hecha',
  done_at: `
    completado el; fecha de finalización; realizado el; terminado el; fecha completado; finalizado el;
    fecha de realización; fecha de terminación; completada el; marcado como hecho; fecha finalización;
    fecha realización`,
  start: `
    inicio; fecha de inicio; hora de inicio; comienzo; fecha inicio; fecha y hora de inicio; empieza; desde fecha;
    hora inicio; fecha hora inicio; comienza`,
  end: `
    fin; fecha de fin; hora de fin; fecha fin; hora fin; hora de finalización; fecha y hora de fin;
    fecha de término; termina; fecha término; hora de término`,
  duration: `
    duración; duración minutos; duración en minutos; duracion; tiempo empleado; duración de la llamada; minutos`,
  priority: 'prioridad; urgencia; importancia',
  direction: 'sentido; dirección llamada; dirección de la llamada',
  outcome: 'resultado; desenlace',
  location: 'lugar; ubicación; localización',
  opt_in: `
    boletín; suscrito; acepta emails; newsletter; suscripción; acepta marketing; suscrito al boletín; opt in;
    acepta publicidad; acepta recibir correos; acepta comunicaciones; suscrito a newsletter; suscripción newsletter;
    acepta correo; recibe newsletter; recibe publicidad; acepta comunicaciones comerciales; acepta newsletter;
    suscripción al boletín; recibir correos; email marketing; recibir newsletter; consentimiento email`,
  opt_out: `
    no enviar correo; dado de baja; desuscrito; cancelar suscripción; baja newsletter; no email; rehusar correo;
    no enviar email; opt out; no desea recibir correos; optado por no recibir correo; no acepta emails;
    rehusado correo; exclusión de correo electrónico; no enviar correos; no desea publicidad;
    no participación por correo electrónico; rechaza correo; cancelado suscripción; baja de correo; rehusar email;
    anular suscripción; no recibir email; lista negra; no correo;
    rechaza email; rechaza correos; no desea correos`,
  do_not_call: `
    no llamar; no contactar; no llamar por teléfono; prohibido llamar; no llamadas; no molestar; lista robinson;
    no telefonear`,
  consent: `
    consentimiento; rgpd; lopd; base legal; gdpr; protección de datos; consentimiento rgpd; aceptación lopd;
    estado del consentimiento; consentimiento lopd; aviso de privacidad; política de privacidad;
    fuente del consentimiento; origen del consentimiento; base jurídica; base legal para el procesamiento; lopdgdd`,
  language: 'idioma; lengua; idioma preferido; idiomas',
  related: 'relacionado con; asociado a; vinculado a; relacionada con',
  filler: `normalizado; formateado; limpio; de; del; la; el; los; las; y; o; e; u; a; al; en; por; para; con; un; una; su; campo; obligatorio; si; dd mm aaaa; es; que; lo; datos; desde; ficha; s; euros; se; información de contacto; datos de contacto; datos del cliente; sin; mxn; este; hasta; registro`,
  custom: `
    secretaria; secretario; segundo nombre; apellido materno; segundo apellido; sufijo; apodo; alias; sexo; género;
    genero; estado civil; cónyuge; conyuge; esposa; esposo; hijos; nacionalidad; pasatiempos; aficiones; profesión;
    profesion; ocupación; escolaridad; estudios; iniciales; asistente; nombre del asistente; nombre asistente;
    tel asistente; teléfono asistente; jefe; jefe directo; supervisor; reporta a; informa a; nif; cif; nif cif;
    cif nif; dni; nie; rfc; curp; rut; ruc; nit; cuit; cédula; cedula; cédula de identidad; documento;
    documento de identidad; tipo de documento; número de documento; tipo documento; pasaporte; razón social fiscal;
    régimen fiscal; regimen fiscal; uso cfdi; iva; iban; banco; cuenta bancaria; número de cuenta;
    condiciones de pago; forma de pago; método de pago; días de crédito; plazo de pago; límite de crédito; crédito;
    descuento; tarifa; lista de precios; tipo de cliente; tipo de cuenta; tipo de empresa; tipo cliente;
    tipo de contacto; tipo contacto; tipo de prospecto; tipo de persona; tipo cuenta; calificación; valoración;
    puntuación; puntaje; rating; score; año de fundación; fundación; fecha de constitución; aniversario;
    apartado postal; apartado de correos; apartado; apdo correos; buzón; colonia; barrio; número exterior;
    número de casa; número calle; zona; territorio; sucursal; delegación; localizador; bíper; buscapersonas;
    extensión; ext; skype; facebook; twitter; instagram; whatsapp; otro fax; otro email; competidor; competidores;
    competencia; seguimiento; fecha de seguimiento; fecha seguimiento; próximo seguimiento; próximo contacto;
    fecha próximo contacto; ponderado; importe ponderado; valor ponderado; ingresos ponderados; cantidad; unidades;
    precio unitario; margen; costo; coste; costes; utilidad; campaña; fuente de la campaña; campaña origen;
    contrato; fecha de contrato; fin de contrato; inicio de contrato; número de contrato; vigencia;
    número de factura; factura número; cotización; número de cotización; presupuesto; pedido; número de pedido;
    proveedor; número de cliente proveedor; código cliente tipo; referencia; ref; referido por; recomendado por;
    referido; intereses; interés; producto de interés; curso; programa; carrera; grado; nivel; edad;
    lugar de nacimiento; curso de interés; matrícula; equipo; vehículo; inmueble; propiedad tipo; nombre del padre;
    nombre de la madre; padre; madre; tutor; tipo de propiedad; superficie; habitaciones; símbolo de valores;
    propiedad; código sic; siccode; tipo de oportunidad razón; notificar al propietario; usuario portal;
    usuario de portal; soporte fecha inicio; soporte fecha fin; fecha inicio soporte; fecha fin soporte;
    tel particular2; teléfono otro; asignado equipo; tarjeta; observaciones médicas; alergias; donativo; donación;
    cuota; pago; pagado; horario; horario de contacto; turno; especialidad; no correo postal;
    preferencia de contacto;
    nombre de usuario;
    interesado en; interesada en`,
  ignore: `
    creado por; creador; modificado por; actualizado por; última actividad; último contacto;
    fecha de último contacto; fecha último contacto; última llamada; última visita; próxima actividad; próxima cita;
    número de actividades; eliminado; borrado; archivado; latitud; longitud; foto; imagen; logo; visible para;
    tipo de correo; tipo de teléfono; tipo teléfono; última fecha de contacto; última modificación por;
    modificado por última vez por; agregado por; autor; capturado por; registrado por; recordatorio; avatar;
    coordenadas; contraseña; número de contactos; fecha de última actividad; fecha última actividad; último correo;
    última conexión; última compra sistema; convertido; importado; ip; dirección ip; fecha de importación;
    hora de la última actividad`,
};
